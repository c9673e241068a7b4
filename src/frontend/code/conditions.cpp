// Conditions name members as C++ spells them; the model knows what GraphQL calls them and
// their enumerators. An operator's value is looked into by the writer that came with it.
#include "frontend/code/conditions.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.hpp"
#include "frontend/code/carry.hpp"

namespace fraiseql {

namespace api::detail {

condition joined(const char* word, condition left, condition right) {
  if (std::string_view(left.word) != word || left.parts.empty()) {
    condition made{.word = word};
    made.parts.push_back(std::move(left));
    left = std::move(made);
  }
  left.parts.push_back(std::move(right));
  return left;
}

condition negated(condition of) {
  condition made{.word = "NOT"};
  made.parts.push_back(std::move(of));
  return made;
}

condition quantified(const char* word, member_path list, condition of) {
  condition made{.word = word, .of = list};
  made.parts.push_back(std::move(of));
  return made;
}

std::string text_of(const char* text) {
  if (text == nullptr) throw std::invalid_argument("a text of its condition is a null pointer");
  return text;
}

}  // namespace api::detail

namespace frontend {
namespace {

class filter_maker {
 public:
  explicit filter_maker(written_as as) : as_(as) {}

  [[nodiscard]] result<json::value> filter_of(const tables::condition& condition,
                                              const structure_model& of) const {
    if (condition.of.size > 0) return filter_of(condition, of, 0);
    // A filter without parts would hold for every row.
    if (condition.parts.empty()) {
      return failed{failure{"a condition without parts; they were moved away"}};
    }
    auto parts = std::string_view(condition.word) == "NOT" ? filter_of(condition.parts.front(), of)
                                                           : list_of(condition.parts, of);
    if (parts.ok()) return object_of(condition.word, std::move(*parts));
    return parts;
  }

  [[nodiscard]] result<json::value> list_of(const std::vector<tables::condition>& parts,
                                            const structure_model& of) const {
    json::array made;
    for (const tables::condition& part : parts) {
      FRAISEQL_TRY(filter, filter_of(part, of));
      made.push_back(std::move(filter));
    }
    return json::value(std::move(made));
  }

 private:
  // The condition on a member, which stands behind `step` steps of its path.
  [[nodiscard]] result<json::value> filter_of(const tables::condition& condition,
                                              const structure_model& of, std::size_t step) const {
    const member_model& member = member_called(of, condition.of.names[step]);
    const value_model* leaf = member.type;
    while (leaf->inner != nullptr) leaf = leaf->inner;

    const auto inside = [&]() -> result<json::value> {
      if (step + 1 < condition.of.size) return filter_of(condition, *leaf->structure, step + 1);
      auto asked = condition.parts.empty() ? value_of(condition.given, *leaf)
                                           : filter_of(condition.parts.front(), *leaf->structure);
      if (asked.ok()) return object_of(condition.word, std::move(*asked));
      return asked;
    };
    auto made = inside();
    if (made.ok()) return object_of(member.name, std::move(*made));
    std::string& what = made.error().message;
    what.insert(0, member.name + (what.starts_with(':') ? "" : "."));
    return made;
  }

  // The operator's value. A list of values has no model, and its items have that of the member.
  [[nodiscard]] result<json::value> value_of(const tables::constant& given,
                                             const value_model& member) const {
    if (given.held == nullptr) return failed{failure{": there is no value; it was moved away"}};
    std::deque<value_model> chain;
    for (const tables::value* table = given.type; table != nullptr; table = table->inner) {
      chain.push_back({.table = table});
    }
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) chain[i].inner = &chain[i + 1];
    chain.back().enumeration = member.enumeration;
    auto made = as_ == written_as::literal
                    ? try_to_literal(chain.front(), *given.by, given.held.get())
                    : try_to_json(chain.front(), *given.by, given.held.get());
    if (!made.ok()) made.error().message.insert(0, ": ");
    return made;
  }

  written_as as_;
};

}  // namespace

json::value object_of(std::string name, json::value held) {
  json::object made;
  made.emplace_back(std::move(name), std::move(held));
  return json::value(std::move(made));
}

const member_model& member_called(const structure_model& of, std::string_view spelled) {
  const auto is_meant = [&](const tables::member& one) { return one.name == spelled; };
  const auto at = std::find_if(of.table->members, of.table->members + of.table->size, is_meant);
  FRAISEQL_CHECK(at != of.table->members + of.table->size);
  return of.members[static_cast<std::size_t>(at - of.table->members)];
}

result<json::value> to_filter(const std::vector<tables::condition>& conditions,
                              const structure_model& rows, written_as as) {
  const filter_maker make(as);
  if (conditions.empty()) return json::value();
  if (conditions.size() == 1) return make.filter_of(conditions.front(), rows);
  FRAISEQL_TRY(parts, make.list_of(conditions, rows));
  return object_of("AND", std::move(parts));
}

}  // namespace frontend
}  // namespace fraiseql
