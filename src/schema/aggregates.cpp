// The field that answers with groups of a list's rows, and the types that come with it. A group is
// described as an object is, so its conditions and orders are made as those of rows are. The names
// are part of the API of every server (docs/api/aggregates.md).
#include <algorithm>
#include <array>
#include <unordered_set>

#include "schema/assembly.hpp"
#include "schema/built_in.hpp"
#include "schema/filter_operators.hpp"

namespace fraiseql::schema {
namespace {

struct function {
  aggregate is;
  const char* name;         // of the field of a group
  const char* suffix;       // of the type of its values
  const char* description;  // of the field
};

constexpr std::array<function, 6> functions = {{
    {aggregate::group, "group", "Group", "What its rows have in common: the fields of `groupBy`."},
    {aggregate::count_distinct, "countDistinct", "CountDistinct",
     "How many values there are that are not null."},
    {aggregate::sum, "sum", "Sum", "What the values come to that are not null."},
    {aggregate::avg, "avg", "Avg", "The mean of the values that are not null."},
    {aggregate::min, "min", "Min", "The least of the values that are not null."},
    {aggregate::max, "max", "Max", "The greatest of the values that are not null."},
}};

const function& entry_of(aggregate how) {
  return *std::ranges::find(functions, how, &function::is);
}

// The scalar of a sum or a mean; nullptr where there is none.
const char* scalar_of_sum(scalar_kind of, aggregate how) {
  const bool is_sum = how == aggregate::sum;
  if (of == scalar_kind::int32) return is_sum ? "BigInt" : "Float";
  if (of == scalar_kind::floating) return "Float";
  if (of == scalar_kind::big_int || of == scalar_kind::decimal) return "Decimal";
  return of == scalar_kind::duration ? "Duration" : nullptr;
}

const char* scalar_of_sum(const field& one, aggregate how) {
  const bool is_scalar = one.type.named->kind == type_kind::scalar && !one.type.is_list();
  return is_scalar ? scalar_of_sum(one.type.named->scalar, how) : nullptr;
}

}  // namespace

field assembly::groups_beside(const field& list) {
  const auto& rows = std::get<find_binding>(list.binding);
  field made;
  made.name = name_of_groups(list.name);
  made.description = "Groups of the rows of `" + list.name + "`, and what they come to.";
  made.deprecation = list.deprecation;
  made.at = list.at;
  made.authorized = list.authorized;
  find_binding groups = rows;
  // How many rows there may be has nothing to do with how many groups.
  groups.maximum_limit = maximum_of_list;
  groups.is_connection = false;
  groups.is_streamed = false;
  groups.is_aggregated = false;
  groups.is_of_groups = true;
  made.binding = std::move(groups);
  return made;
}

void assembly::list_groups(field& into, const std::string& origin) {
  const auto& find = std::get<find_binding>(into.binding);
  const type& rows = *find.rows;
  const type* of = aggregate_of(rows);
  if (of == nullptr) return;
  const auto add = [&](const char* name, type_reference type, input_role role) {
    into.arguments.push_back({.name = name, .type = type, .role = role});
  };
  add("where", {where_input(rows, origin), 0, 0}, input_role::where);
  if (of->find_field("group") != nullptr) {
    add("groupBy", {group_by_input(rows), 1, 0b01}, input_role::group_by);
  }
  add("having", {having_input(*of, rows, origin), 0, 0}, input_role::having);
  add("orderBy", {order_input(*of), 1, 0b01}, input_role::order_by);
  into.arguments.push_back(plain_argument("limit", "Int", input_role::limit,
                                          json::number{std::to_string(find.default_page())}));
  into.arguments.push_back(plain_argument("offset", "Int", input_role::offset, json::number{"0"}));
  into.type = {of, 1, 0b11};
}

// nullptr: another type has the name, which is an error then.
type* assembly::place_of_groups(type_kind kind, const std::string& name, const std::string& of,
                                std::string description) {
  type* made = place_type(kind, name, of);
  if (made == nullptr) return nullptr;
  made->is_derived = true;
  made->description = std::move(description);
  return made;
}

const type* assembly::aggregate_of(const type& rows) {
  const std::string name = rows.name + "Aggregate";
  const std::string ours = "the groups of " + rows.name;
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_of_groups(type_kind::object, name, ours,
                               "A group of rows of " + rows.name + ", and what they come to.");
  if (made == nullptr) return nullptr;
  const auto add = [&](const char* field_name, const type_reference& type, aggregate how,
                       const char* description) {
    field one;
    one.name = one.stored_key = field_name;
    one.type = type;
    one.description = description;
    one.aggregated = {how, &rows, nullptr};
    made->fields.push_back(std::move(one));
  };
  for (const function& one : functions) {
    if (one.is == aggregate::count_distinct) {
      add("count", {use("Int", name, ours, nowhere), 0, 1}, aggregate::count,
          "How many rows there are.");
    }
    if (!has_values(rows, one.is)) continue;
    add(one.name, {values_of(rows, one.is), 0, 1}, one.is, one.description);
  }
  return made;
}

// Types may lead to each other in circles.
bool assembly::has_values(const type& rows, aggregate how) const {
  std::unordered_set<const type*> seen;
  std::vector<const type*> waiting = {&rows};
  while (!waiting.empty()) {
    const type& next = *waiting.back();
    waiting.pop_back();
    if (!seen.insert(&next).second) continue;
    for (const field& one : next.fields) {
      if (has_value(next, one, how)) return true;
      if (is_object_in_document(next, one)) waiting.push_back(one.type.named);
    }
  }
  return false;
}

bool assembly::has_value(const type& owner, const field& one, aggregate how) const {
  if (one.is_relation() || !is_filterable(owner, one) || one.type.is_list()) return false;
  if (!one.type.named->is_leaf()) return false;
  const std::uint16_t families = families_of(one.type);
  switch (how) {
    case aggregate::group:
    case aggregate::count_distinct:
      return (families & any_value) != 0 && (families & document) == 0;
    case aggregate::sum:
    case aggregate::avg: return scalar_of_sum(one, how) != nullptr;
    case aggregate::min:
    case aggregate::max: return (families & ordered) != 0;
    case aggregate::none:
    case aggregate::count: return false;
  }
  return false;
}

type_reference assembly::result_of(const field& one, aggregate how) {
  const auto scalar = [&](const char* name) { return use(name, one.name, "schema", nowhere); };
  if (how == aggregate::count_distinct) return {scalar("Int"), 0, 1};
  if (how != aggregate::sum && how != aggregate::avg) return {one.type.named, 0, 0};
  return {scalar(scalar_of_sum(one, how)), 0, 0};
}

const type* assembly::values_of(const type& rows, aggregate how) {
  const function& entry = entry_of(how);
  const std::string name = rows.name + "Aggregate" + entry.suffix;
  const std::string ours = std::string("values of groups of ") + rows.name;
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made =
      place_of_groups(type_kind::object, name, ours,
                      "The fields of " + rows.name + " of which a group has `" + entry.name + "`.");
  if (made == nullptr) return nullptr;
  for (const field& one : rows.fields) {
    field added;
    added.name = added.stored_key = one.name;
    added.deprecation = one.deprecation;
    added.aggregated = {how, &rows, &one};
    if (has_value(rows, one, how)) {
      added.type = result_of(one, how);
    } else if (is_object_in_document(rows, one) && has_values(*one.type.named, how)) {
      added.type = {values_of(*one.type.named, how), 0, 1};
    } else {
      continue;
    }
    made->fields.push_back(std::move(added));
  }
  return made;
}

const type* assembly::having_input(const type& groups, const type& rows,
                                   const std::string& origin) {
  const std::string name = rows.name + "HavingInput";
  const std::string ours = "groups of rows of " + rows.name;
  if (const type* known = find(name);
      known != nullptr && known->origin == "the filter of " + ours) {
    return known;
  }
  type* made = place_filter(
      name, ours, "Conditions on a group of rows of " + rows.name + ", all of which must hold.");
  if (made != nullptr) add_conditions(*made, groups, origin);
  return made;
}

// Of what the rows come to that belong to one: of those alone for which `where` holds.
const type* assembly::aggregate_filter(const type& rows, const std::string& origin) {
  const std::string name = rows.name + "AggregateFilter";
  const std::string ours = "the groups of related rows of " + rows.name;
  if (const type* known = find(name);
      known != nullptr && known->origin == "the filter of " + ours) {
    return known;
  }
  const type* groups = aggregate_of(rows);
  type* made = place_filter(name, ours,
                            "Conditions on what the rows of " + rows.name +
                                " come to that belong to one, all of which must hold.");
  if (made == nullptr || groups == nullptr) return nullptr;
  made->input_fields.push_back({.name = "where",
                                .description = "Which of the rows are looked at.",
                                .type = {where_input(rows, origin), 0, 0},
                                .role = input_role::where});
  for (const field& one : groups->fields) {
    if (one.aggregated.how == aggregate::group) continue;
    made->input_fields.push_back({.name = one.name,
                                  .type = {filter_of(one, origin), 0, 0},
                                  .role = input_role::filter_field,
                                  .target = &one});
  }
  return made;
}

const type* assembly::time_units(const char* name, units_of what) {
  type* made = find(name);
  const std::string ours = "an enumeration of the framework";
  if (made != nullptr && made->origin == ours) return made;
  made = place_of_groups(type_kind::enumeration, name, ours, "What time is grouped by.");
  if (made == nullptr) return nullptr;
  made->values.push_back({.name = "VALUE", .description = "The value itself."});
  if (what == units_of::instants) made->values.push_back({.name = "HOUR"});
  made->values.push_back({.name = "DAY"});
  made->values.push_back({.name = "WEEK", .description = "From Monday on."});
  made->values.push_back({.name = "MONTH"});
  made->values.push_back({.name = "QUARTER"});
  made->values.push_back({.name = "YEAR"});
  return made;
}

const type* assembly::group_by_of(const field& one) {
  const type& held = *one.type.named;
  const bool is_scalar = held.kind == type_kind::scalar;
  if (is_scalar && held.scalar == scalar_kind::date)
    return time_units("DateGroupBy", units_of::days);
  const std::string ours = "an input of the framework";
  if (is_scalar && held.scalar == scalar_kind::date_time) {
    const std::string name = "DateTimeGroupByInput";
    if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
    const type* units = time_units("DateTimeGroupBy", units_of::instants);
    type* made = place_of_groups(type_kind::input_object, name, ours, "How instants are grouped.");
    if (made == nullptr || units == nullptr) return nullptr;
    made->input_fields.push_back({.name = "unit", .type = {units, 0, 1}});
    made->input_fields.push_back(
        {.name = "timeZone",
         .description =
             "In which the unit begins, a name of the IANA database; UTC if none is given.",
         .type = {use("String", name, ours, nowhere), 0, 0}});
    return made;
  }
  type* made = find("GroupBy");
  const std::string of_values = "an enumeration of the framework";
  if (made != nullptr && made->origin == of_values) return made;
  made = place_of_groups(type_kind::enumeration, "GroupBy", of_values, "What is grouped by.");
  if (made != nullptr) {
    made->values.push_back({.name = "VALUE", .description = "The value itself."});
  }
  return made;
}

const type* assembly::group_by_input(const type& rows) {
  const std::string name = rows.name + "GroupByInput";
  const std::string ours = "what groups " + rows.name;
  if (const type* known = find(name); known != nullptr && known->origin == ours) return known;
  type* made = place_of_groups(type_kind::input_object, name, ours,
                               "One field to group by; a list of them groups by all.");
  if (made == nullptr) return nullptr;
  made->is_one_of = true;
  const type* groups = values_of(rows, aggregate::group);
  if (groups == nullptr) return nullptr;
  for (const field& one : groups->fields) {
    const field& grouped = *one.aggregated.of;
    const type* by =
        one.type.named->is_leaf() ? group_by_of(grouped) : group_by_input(*grouped.type.named);
    if (by == nullptr) continue;
    made->input_fields.push_back(
        {.name = one.name, .type = {by, 0, 0}, .role = input_role::group_field, .target = &one});
  }
  return made;
}

}  // namespace fraiseql::schema
