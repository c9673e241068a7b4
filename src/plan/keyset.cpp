// Whether a value of a cursor is null is known when the plan is made (validation/operation.hpp), so
// each part of a bound is a plain conjunction: the values in front are equal, and the next ones lie
// beyond. Values side by side that go the same way are compared as one row, for which one range
// of an index is read; nulls, which no comparison finds, are parts of their own.
#include "plan/keyset.hpp"

#include <algorithm>
#include <iterator>

#include "plan/arguments.hpp"

namespace fraiseql::plan {
namespace {

using schema::filter_operator;
using schema::input_role;
using validation::argument;

enum class side : bool { behind, before };

// The rows beyond one cursor.
class bounding {
 public:
  bounding(const paged& of, const argument& cursor)
      : keys_(of.order.keys), nulls_(cursor.value.name) {
    keys_.push_back({.by = of.id, .descending = of.order.is_id_descending});
    for (std::uint32_t at = 0; at < keys_.size(); ++at) {
      values_.push_back(
          {.source = cursor.value.source,
           .type = keys_[at].by.type,
           .argument = of.field.definition->name + "(" + cursor.definition->name + ":)",
           .location = cursor.value.location,
           .part = cursor_part{of.fingerprint, at}});
    }
  }

  [[nodiscard]] bool fits() const { return nulls_.size() == keys_.size() && nulls_.back() == 'v'; }

  // Those that are not null.
  [[nodiscard]] std::vector<operand> values() const {
    std::vector<operand> all;
    for (std::size_t at = 0; at < values_.size(); ++at) {
      if (!has_null(at)) all.push_back(values_[at]);
    }
    return all;
  }

  // Those on that side, and the cursor's own row. That comes first, as it is most often still
  // there: it is found by its id, and nothing else is looked at.
  [[nodiscard]] bound rows_and_its_own(side wanted) const {
    const std::size_t id = keys_.size() - 1;
    bound parts = {with_prefix(id, {comparison{keys_[id].by, filter_operator::eq, values_[id]}})};
    std::ranges::move(rows(wanted), std::back_inserter(parts));
    return parts;
  }

  [[nodiscard]] bound rows(side wanted) const {
    bound parts;
    for (std::size_t at = 0; at < keys_.size();) {
      if (has_null(at)) {
        // Whatever is not null lies behind the nulls that come first.
        if (has_nulls_first(at, wanted)) parts.push_back(with_prefix(at, null_at(at, false)));
        ++at;
        continue;
      }
      const std::size_t end = end_of_run(at);
      beyond rest{
          .values = {}, .is_greater = keys_[at].descending == (wanted == side::before), .than = {}};
      for (std::size_t one = at; one < end; ++one) {
        rest.values.push_back(keys_[one].by);
        rest.than.push_back(values_[one]);
      }
      parts.push_back(with_prefix(at, {std::move(rest)}));
      for (; at < end; ++at) {
        const bool has_nulls_behind = keys_[at].is_nullable && !has_nulls_first(at, wanted);
        if (has_nulls_behind) parts.push_back(with_prefix(at, null_at(at, true)));
      }
    }
    return parts;
  }

 private:
  [[nodiscard]] bool has_null(std::size_t at) const { return nulls_[at] == 'n'; }

  [[nodiscard]] bool has_nulls_first(std::size_t at, side wanted) const {
    return keys_[at].has_nulls_first() == (wanted == side::behind);
  }

  // Behind the values that are compared as one row.
  [[nodiscard]] std::size_t end_of_run(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < keys_.size() && !has_null(end) && keys_[end].descending == keys_[at].descending) {
      ++end;
    }
    return end;
  }

  [[nodiscard]] condition null_at(std::size_t at, bool wanted) const {
    return {comparison{keys_[at].by, filter_operator::is_null,
                       operand{.source = json::value(wanted), .type = value_type::boolean}}};
  }

  // The values before number `at` are equal, and the rest holds.
  [[nodiscard]] conditions with_prefix(std::size_t at, condition rest) const {
    conditions all;
    for (std::size_t one = 0; one < at; ++one) {
      all.push_back(has_null(one)
                        ? null_at(one, true)
                        : condition{comparison{keys_[one].by, filter_operator::eq, values_[one]}});
    }
    all.push_back(std::move(rest));
    return all;
  }

  std::vector<order_key> keys_;  // and last the id
  std::vector<operand> values_;
  std::string nulls_;
};

// The argument's cursor, if there is one.
result<std::optional<bounding>, graphql_error> cursor_of(const paged& of, input_role role) {
  const argument* cursor = given(of.field, role);
  if (cursor == nullptr) return std::optional<bounding>();
  const std::string name = of.field.definition->name + "(" + cursor->definition->name + ":)";
  if (cursor->value.name.empty()) return refuse(name + " is no cursor", cursor->value.location);
  bounding made(of, *cursor);
  if (!made.fits())
    return refuse(name + std::string(cursor_of_something_else), cursor->value.location);
  return std::optional(std::move(made));
}

condition any(bound parts) { return {any_of{std::move(parts)}}; }

// Both bounds: the rows of `parts` that are also in one of `others`.
bound both(bound parts, bound others) {
  if (others.empty()) return parts;
  if (parts.empty()) parts.emplace_back();
  for (conditions& part : parts) {
    if (others.size() == 1) {
      std::ranges::copy(others.front(), std::back_inserter(part));
    } else {
      part.push_back(any(others));
    }
  }
  return parts;
}

}  // namespace

// FNV-1a, 64 bits: cursors are not signed, so it need not withstand an attack.
std::uint64_t fingerprint_of(std::string_view type, std::string_view field, const ordering& order) {
  std::uint64_t made = 0xCBF29CE484222325;
  const auto add = [&](std::string_view text) {
    for (const char c : text) {
      made ^= static_cast<unsigned char>(c);
      made *= 0x100000001B3;
    }
  };
  add(type);
  add(".");
  add(field);
  add(order.text);
  add(order.is_id_descending ? " DESC" : " ASC");
  return made;
}

result<keyset_page, graphql_error> plan_keyset(const paged& of) {
  const argument* first = given(of.field, input_role::first);
  const argument* last = given(of.field, input_role::last);
  if (first != nullptr && last != nullptr) {
    return refuse(of.field.definition->name + " takes first or last, not both", of.field.location);
  }
  FRAISEQL_TRY(after, cursor_of(of, input_role::after));
  FRAISEQL_TRY(before, cursor_of(of, input_role::before));
  keyset_page made{.size = std::int64_t{of.find.default_page()}, .is_backward = last != nullptr};
  if (const argument* size = first != nullptr ? first : last; size != nullptr) {
    FRAISEQL_TRY(asked, plan_amount(of.field, *size, {.most = of.find.maximum_limit}));
    made.size = std::move(asked);
  }
  bound behind = after ? after->rows(side::behind) : bound();
  bound ahead = before ? before->rows(side::before) : bound();
  made.within = made.is_backward ? both(std::move(ahead), std::move(behind))
                                 : both(std::move(behind), std::move(ahead));
  if (after) made.earlier = after->rows_and_its_own(side::before);
  if (before) made.later = before->rows_and_its_own(side::behind);
  if (const auto* asked = std::get_if<operand>(&made.size)) made.unused.push_back(*asked);
  for (const order_key& key : of.order.keys) {
    if (key.by.with) made.unused.push_back(key.by.with->than);
  }
  for (const auto* cursor : {&after, &before}) {
    if (*cursor) std::ranges::move((*cursor)->values(), std::back_inserter(made.unused));
  }
  return made;
}

}  // namespace fraiseql::plan
