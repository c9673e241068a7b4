#include "sql/groups.hpp"

#include <span>

#include "base/check.hpp"
#include "sql/conditions.hpp"
#include "sql/source.hpp"
#include "sql/values.hpp"

namespace fraiseql::sql {
namespace {

using plan::group_member;
using plan::time_unit;
using schema::aggregate;

// jsonb_build_object takes 100 arguments.
constexpr std::size_t most_members_at_once = 50;

keyword name_of(time_unit unit) {
  switch (unit) {
    case time_unit::value: return "";
    case time_unit::hour: return "'hour'";
    case time_unit::day: return "'day'";
    case time_unit::week: return "'week'";
    case time_unit::month: return "'month'";
    case time_unit::quarter: return "'quarter'";
    case time_unit::year: return "'year'";
  }
  FRAISEQL_CHECK(false);
}

void add_key(fragment& out, const plan::group_key& key) {
  if (key.unit == time_unit::value) return add_value(out, key.by);
  out.add("date_trunc(").add(name_of(key.unit)).add(", ");
  add_value(out, key.by);
  if (key.zone) {
    out.add(", ").add(*key.zone).add(")");
  } else {
    // Without a time of day, so that no time zone has a part in it.
    out.add("::timestamp)::date");
  }
}

keyword function_of(aggregate how) {
  switch (how) {
    case aggregate::count_distinct: return "count(DISTINCT ";
    case aggregate::sum: return "sum(";
    case aggregate::avg: return "avg(";
    case aggregate::min: return "min(";
    case aggregate::max: return "max(";
    case aggregate::none:
    case aggregate::group:
    case aggregate::count: break;
  }
  FRAISEQL_CHECK(false);
}

void add_worked_out(fragment& out, const plan::group_value& value) {
  if (value.how == aggregate::count) {
    out.add("count(*)");
    return;
  }
  const bool is_whole = value.form == plan::group_form::whole;
  if (is_whole) out.add("trim_scale(");
  out.add(function_of(value.how));
  add_value(out, value.of);
  out.add(is_whole ? keyword("))") : keyword(")"));
  if (value.form == plan::group_form::float8) out.add("::float8");
}

// Writes the members below an object, which all begin with its path of `depth` names.
class document_writer {
 public:
  document_writer(fragment& out, std::uint32_t row) : out_(out), row_(row) {}

  void object(std::span<const group_member> members, std::size_t depth) {
    out_.add("jsonb_build_object(");
    std::size_t count = 0;
    while (!members.empty()) {
      std::size_t end = 1;
      while (end < members.size() && members[end].path[depth] == members[0].path[depth]) ++end;
      if (count > 0 && count % most_members_at_once == 0) {
        out_.add(") || jsonb_build_object(");
      } else if (count > 0) {
        out_.add(", ");
      }
      ++count;
      member(members.first(end), depth);
      members = members.subspan(end);
    }
    out_.add(")");
  }

 private:
  void member(std::span<const group_member> members, std::size_t depth) {
    const group_member& first = members.front();
    out_.add(literal{first.path[depth]}).add(", ");
    if (!first.column.empty()) {
      add_row(out_, row_);
      out_.add(".").add(identifier{first.column});
      return;
    }
    // The object itself stands in front of its members.
    object(members.subspan(1), depth + 1);
  }

  fragment& out_;
  std::uint32_t row_;
};

}  // namespace

void add_groups(fragment& out, const plan::grouping& groups, std::uint32_t row) {
  out.add("(SELECT ");
  bool is_first = true;
  const auto add_as = [&](keyword letter, std::size_t index) {
    out.add(" AS ").add(letter).add(integer{static_cast<std::int64_t>(index) + 1});
  };
  const auto next = [&] {
    if (!is_first) out.add(", ");
    is_first = false;
  };
  for (std::size_t i = 0; i < groups.keys.size(); ++i) {
    next();
    add_key(out, groups.keys[i]);
    add_as("k", i);
  }
  for (std::size_t i = 0; i < groups.values.size(); ++i) {
    next();
    add_worked_out(out, groups.values[i]);
    add_as("v", i);
  }
  out.add(" FROM ");
  add_relation(out, groups.of->from, groups.of->row);
  add_where(out, *groups.of);
  for (std::size_t i = 0; i < groups.keys.size(); ++i) {
    out.add(i == 0 ? keyword(" GROUP BY ") : keyword(", "));
    out.add(integer{static_cast<std::int64_t>(i) + 1});
  }
  // It makes one group of all rows where nothing else does.
  if (groups.keys.empty() && groups.values.empty()) out.add(" HAVING true");
  out.add(") AS ");
  add_row(out, row);
}

void add_group_document(fragment& out, const plan::grouping& groups, std::uint32_t row) {
  document_writer(out, row).object(groups.members, 0);
}

std::vector<const plan::operand*> time_zones_in(const plan::grouping& groups) {
  std::vector<const plan::operand*> zones;
  for (const plan::group_key& key : groups.keys) {
    if (!key.zone) continue;
    const auto* known = std::get_if<json::value>(&key.zone->source);
    const auto* name = known == nullptr ? nullptr : known->get<std::string>();
    if (name == nullptr || *name != "UTC") zones.push_back(&*key.zone);
  }
  return zones;
}

}  // namespace fraiseql::sql
