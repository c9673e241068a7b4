#include "plan/groups.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"
#include "plan/arguments.hpp"
#include "plan/operands.hpp"

namespace fraiseql::plan {
namespace {

using schema::aggregate;
using schema::max_order_keys;
using validation::argument;
using validation::argument_kind;
using validation::argument_value;

constexpr std::array<std::pair<std::string_view, time_unit>, 7> unit_names = {{
    {"VALUE", time_unit::value},
    {"HOUR", time_unit::hour},
    {"DAY", time_unit::day},
    {"WEEK", time_unit::week},
    {"MONTH", time_unit::month},
    {"QUARTER", time_unit::quarter},
    {"YEAR", time_unit::year},
}};

time_unit unit_of(const std::string& name, value_type type) {
  const auto* found =
      std::ranges::find(unit_names, name, &std::pair<std::string_view, time_unit>::first);
  FRAISEQL_CHECK(found != unit_names.end());
  // A date is a day.
  const bool is_itself = type == value_type::date && found->second == time_unit::day;
  return is_itself ? time_unit::value : found->second;
}

value_type type_of_value(const schema::field& field, const location& inner) {
  const bool is_sum =
      field.aggregated.how == aggregate::sum || field.aggregated.how == aggregate::avg;
  if (field.aggregated.how == aggregate::count ||
      field.aggregated.how == aggregate::count_distinct) {
    return value_type::int4;
  }
  if (!is_sum) return inner.type;
  const value_type made = value_type_of(*field.type.named);
  return made == value_type::int8 ? value_type::numeric : made;
}

// What a unit is given as, in the object of an instant.
const argument_value* part_of(const argument_value& object, std::string_view name) {
  const argument* found = object.find(name);
  return found == nullptr ? nullptr : &found->value;
}

result<done, graphql_error> check_provided(const argument_value& value, const std::string& name) {
  if (value.kind != argument_kind::missing) return done{};
  return refuse("the variable \"$" + value.name + "\" at " + name + " was not provided",
                value.location);
}

// A value is grouped by itself, or by the unit of time that it lies in: of an instant in a time
// zone.
result<done, graphql_error> read_unit(group_key& key, const argument_value& given,
                                      const std::string& name) {
  FRAISEQL_TRY_DONE(check_provided(given, name));
  const bool is_instant = given.kind == argument_kind::object;
  const argument_value* unit = is_instant ? part_of(given, "unit") : &given;
  if (unit == nullptr || unit->kind == argument_kind::null) {
    return refuse(name + " is null, which is nothing to group by; leave it out", given.location);
  }
  FRAISEQL_TRY_DONE(check_provided(*unit, name + ".unit"));
  key.unit = unit_of(unit->name, key.by.type);
  if (!is_instant) return done{};
  const argument_value* zone = part_of(given, "timeZone");
  const bool is_given = zone != nullptr && zone->kind != argument_kind::null;
  if (is_given) FRAISEQL_TRY_DONE(check_provided(*zone, name + ".timeZone"));
  if (key.unit == time_unit::value) {
    if (!is_given) return done{};
    return refuse(name + ".timeZone has no effect on the value itself; leave it out",
                  zone->location);
  }
  key.zone = operand{.source = json::value(std::string("UTC")),
                     .type = value_type::text,
                     .argument = name + ".timeZone",
                     .location = is_given ? zone->location : given.location,
                     .form = text_form::time_zone};
  if (is_given) fill_operand(*key.zone, *zone, false);
  return done{};
}

}  // namespace

location group_collector::key_column(std::size_t index) const {
  return {
      .row = row_, .column = "k" + std::to_string(index + 1), .type = made_.keys[index].by.type};
}

scope group_collector::of_group() { return {.row = row_, .groups = this}; }

scope group_collector::rows_inside(const scope& in) const {
  if (in.path.empty()) return rows_;
  return {.path = in.path, .row = rows_.row, .document = rows_.document};
}

result<done, graphql_error> group_collector::group_by(const validation::selected_field& field) {
  const argument* by = given(field, schema::input_role::group_by);
  if (by == nullptr) return done{};
  const std::vector<argument_value>& items = by->value.items;
  if (items.size() > max_order_keys) {
    return refuse(field.definition->name + "(groupBy:) has " + std::to_string(items.size()) +
                      " items; it takes " + std::to_string(max_order_keys) + " at most",
                  items[max_order_keys].location);
  }
  for (const argument_value& item : items) FRAISEQL_TRY_DONE(add_key(item));
  return done{};
}

result<done, graphql_error> group_collector::add_key(const argument_value& item) {
  const argument_value* at = &item;
  std::string name = "groupBy";
  group_key key;
  scope in = rows_;
  const schema::field* leaf = nullptr;
  while (leaf == nullptr) {
    FRAISEQL_TRY_DONE(check_provided(*at, name));
    if (at->kind != argument_kind::object || at->fields.size() != 1) {
      return refuse("each item of groupBy names exactly one field and what to group it by",
                    item.location);
    }
    const argument& one = at->fields.front();
    const schema::field& rows_field = *one.definition->target->aggregated.of;
    name += "." + one.definition->name;
    key.by = plan::location_of(rows_field, in);
    if (one.definition->target->type.named->is_leaf()) leaf = &rows_field;
    in = in.inside(key.by);
    at = &one.value;
  }
  FRAISEQL_TRY_DONE(read_unit(key, *at, name));
  if (std::ranges::find(made_.keys, key.by, &group_key::by) != made_.keys.end()) {
    return refuse(name + " is grouped by twice; say it once", item.location);
  }
  made_.keys.push_back(std::move(key));
  return done{};
}

location group_collector::column_of(const schema::field& field, const location& inner) {
  const aggregate how = field.aggregated.how;
  if (how == aggregate::group) {
    const auto key = std::ranges::find(made_.keys, inner, &group_key::by);
    if (key != made_.keys.end()) {
      return key_column(static_cast<std::size_t>(key - made_.keys.begin()));
    }
    if (!wrong_) {
      wrong_ = graphql_error{.message = "\"" + field.name +
                                        "\" of a group is none of the fields of groupBy; add it "
                                        "there, or leave it out",
                             .code = error_code::bad_user_input};
    }
    return {.row = row_, .column = "k1"};
  }
  group_value value{.how = how, .of = inner};
  const value_type type = type_of_value(field, inner);
  if (how == aggregate::avg && type == value_type::float8) value.form = group_form::float8;
  const bool is_whole = value_type_of(*field.type.named) == value_type::int8;
  if (how == aggregate::sum && is_whole) value.form = group_form::whole;
  auto found = std::ranges::find(made_.values, value);
  if (found == made_.values.end()) found = made_.values.insert(found, std::move(value));
  if (made_.values.size() > max_group_values && !wrong_) {
    wrong_ = graphql_error{.message =
                               "more values are asked for of a group than the limit "
                               "\"max_group_values\", " +
                               std::to_string(max_group_values),
                           .code = error_code::bad_user_input};
  }
  const auto index = static_cast<std::size_t>(found - made_.values.begin());
  return {.row = row_, .column = "v" + std::to_string(index + 1), .type = type};
}

location group_collector::location_of(const schema::field& field, const scope& in) {
  const schema::aggregation& is = field.aggregated;
  FRAISEQL_CHECK(is.how != aggregate::none);
  if (field.type.named->is_leaf()) {
    return column_of(field,
                     is.of == nullptr ? location() : plan::location_of(*is.of, rows_inside(in)));
  }
  location object{.row = row_, .path = in.path, .type = value_type::jsonb};
  if (is.of != nullptr) object.path = plan::location_of(*is.of, rows_inside(in)).path;
  return object;
}

void group_collector::select(const validation::selected_field& field) {
  std::vector<std::string> path;
  for (const validation::selection& one : field.selections) select(one, of_group(), path);
  // The document is written object by object.
  std::ranges::sort(made_.members, {}, &group_member::path);
  const auto again = std::ranges::unique(made_.members, {}, &group_member::path);
  made_.members.erase(again.begin(), again.end());
}

void group_collector::select(const validation::selection& selected, const scope& in,
                             std::vector<std::string>& path) {
  for (const validation::selected_field& one : selected.fields) {
    const schema::field& field = *one.definition;
    if (field.aggregated.how == aggregate::none) continue;  // __typename
    path.push_back(field.stored_key);
    const location place = location_of(field, in);
    if (wrong_ && wrong_->locations.empty()) wrong_->locations = {one.location};
    if (one.selections.empty()) made_.members.push_back({path, place.column});
    for (const validation::selection& inside : one.selections) {
      // An object of nothing but its type's name is there, too.
      made_.members.push_back({path, ""});
      select(inside, in.inside(place), path);
    }
    path.pop_back();
  }
}

void group_collector::complete(ordering& order) const {
  for (std::size_t i = 0; i < made_.keys.size(); ++i) {
    const location by = key_column(i);
    if (std::ranges::find(order.keys, by, &order_key::by) == order.keys.end()) {
      order.keys.push_back({.by = by, .is_nullable = true});
    }
  }
}

grouping group_collector::take(read rows) {
  made_.of = std::make_shared<const read>(std::move(rows));
  return std::move(made_);
}

}  // namespace fraiseql::plan
