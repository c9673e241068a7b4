#include "plan/order.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "plan/arguments.hpp"
#include "plan/operands.hpp"

namespace fraiseql::plan {
namespace {

using schema::max_order_keys;
using validation::argument;
using validation::argument_kind;
using validation::argument_value;

// The one field of an item, or of an object inside of it.
const argument* only_field(const argument_value& item) {
  const bool is_one = item.kind == argument_kind::object && item.fields.size() == 1;
  return is_one ? &item.fields.front() : nullptr;
}

void set_direction(order_key& key, std::string_view direction) {
  key.descending = direction.starts_with("DESC");
  key.nulls = direction.ends_with("FIRST")  ? nulls_placement::first
              : direction.ends_with("LAST") ? nulls_placement::last
                                            : nulls_placement::as_postgresql;
}

void add_key(ordering& into, const std::string& text, order_key key) {
  into.is_id_descending = key.descending;
  // Rows with the same value of it are in one order already.
  if (std::ranges::find(into.keys, key.by, &order_key::by) != into.keys.end()) return;
  // Other words for the same order have the same cursors.
  into.text += text + (key.descending ? " DESC" : " ASC");
  if (key.has_nulls_first() != key.descending) into.text += " NULLS";
  into.keys.push_back(std::move(key));
}

// Where and by whom an ordering is asked for.
struct asked_order {
  const validation::selected_field& field;
  const argument& given;
  const planning_options& options;
};

// The rows whose vector is nearest to one.
result<order_key, graphql_error> distance_key(const argument& by, const scope& in,
                                              const asked_order& asked) {
  const std::string path = asked.field.definition->name + "(" + asked.given.definition->name +
                           ":) " + by.definition->name + ".nearestTo";
  const argument* to = by.value.find("nearestTo");
  const argument* how = by.value.find("metric");
  const bool is_whole = to != nullptr && to->value.kind == argument_kind::leaf && how != nullptr &&
                        how->value.kind == argument_kind::enumeration;
  if (!is_whole) {
    return refuse(path + " needs the vector to be near to and the metric", by.value.location);
  }
  const schema::field& field = *by.definition->target;
  operand than{.argument = path, .location = to->value.location};
  fill_operand(than, to->value, false);
  order_key key{.by = distance_of(location_of(field, in), in, metric_called(how->value.name),
                                  std::move(than))};
  key.is_nullable = !field.type.is_non_null() || key.by.with->than.dimensions == 0;
  return key;
}

// The rows that fit words best. The words are no part of the order's text: a cursor has the rank of
// its row, and the words are those of the request.
result<order_key, graphql_error> rank_key(const argument& by, const scope& in,
                                          const asked_order& asked) {
  const std::string path = asked.field.definition->name + "(" + asked.given.definition->name +
                           ":) " + by.definition->name + ".words";
  auto place = searched_in(*by.definition->searched, in, asked.options.search_configuration);
  FRAISEQL_CHECK(place);  // nothing else offers it
  const argument* words = by.value.find("words");
  const argument* direction = by.value.find("direction");
  if (words == nullptr || words->value.kind != argument_kind::leaf) {
    return refuse(path + " is missing; say the words that rows have to fit", by.value.location);
  }
  measured made = *place->with;
  made.than = {.argument = path,
               .location = words->value.location,
               .form = text_form::search,
               .is_measure = true};
  fill_operand(made.than, words->value, false);
  order_key key{.by = *std::move(place), .descending = true};
  key.by.of = measure::rank;
  key.by.type = value_type::float8;
  key.by.with = std::make_shared<const measured>(std::move(made));
  if (direction != nullptr) set_direction(key, direction->value.name);
  return key;
}

result<done, graphql_error> add_key(ordering& into, const argument_value& item, scope in,
                                    const asked_order& asked) {
  const argument* by = only_field(item);
  order_key key;
  std::string text;
  while (by != nullptr) {
    if (by->definition->role == schema::input_role::search_rank) {
      FRAISEQL_TRY(made, rank_key(*by, in, asked));
      add_key(into, text + "." + by->definition->name, std::move(made));
      return done{};
    }
    const schema::field& field = *by->definition->target;
    if (by->value.kind == argument_kind::object && field.type.named->is_leaf()) {
      FRAISEQL_TRY(made, distance_key(*by, in, asked));
      made.is_nullable = made.is_nullable || key.is_nullable;
      const argument* metric = by->value.find("metric");
      add_key(into, text + "." + field.name + " NEAREST " + metric->value.name, std::move(made));
      return done{};
    }
    key.by = location_of(field, in);
    key.is_nullable = key.is_nullable || !field.type.is_non_null();
    text += "." + field.name;
    if (by->value.kind == argument_kind::enumeration) break;
    in = in.inside(key.by);
    by = only_field(by->value);
  }
  if (by == nullptr) {
    return refuse("each item of orderBy names exactly one field and its direction", item.location);
  }
  set_direction(key, by->value.name);
  add_key(into, text, std::move(key));
  return done{};
}

}  // namespace

bool order_key::has_nulls_first() const {
  return nulls == nulls_placement::as_postgresql ? descending : nulls == nulls_placement::first;
}

result<ordering, graphql_error> plan_order(const validation::selected_field& field,
                                           const scope& rows, const planning_options& options) {
  ordering made;
  const argument* given = field.find_argument(schema::input_role::order_by);
  if (given == nullptr || given->value.kind == argument_kind::null) return made;
  const std::vector<argument_value>& items = given->value.items;
  if (items.size() > max_order_keys) {
    return refuse(field.definition->name + "(" + given->definition->name + ":) has " +
                      std::to_string(items.size()) + " items, the limit \"max_order_keys\" is " +
                      std::to_string(max_order_keys),
                  items[max_order_keys].location);
  }
  made.keys.reserve(items.size());
  for (const argument_value& item : items) {
    FRAISEQL_TRY_DONE(add_key(made, item, rows, {field, *given, options}));
  }
  return made;
}

result<read, graphql_error> plan_own_order(const schema::field& list,
                                           const planning_options& options) {
  const auto* find = std::get_if<schema::find_binding>(&list.binding);
  FRAISEQL_CHECK(find != nullptr);
  read made{.from = *find->rows->source};
  validation::selected_field alone;
  alone.definition = &list;
  for (const schema::input_value& one : list.arguments) {
    if (one.role != schema::input_role::order_by || !one.default_value) continue;
    alone.arguments.push_back({&one, to_argument(one.type, *one.default_value), true});
  }
  const scope rows = scope_of(made.from, options.relation(made.from), made.row);
  FRAISEQL_TRY(order, plan_order(alone, rows, options));
  made.order = std::move(order.keys);
  made.paging = page{.limit = std::int64_t{1}, .offset = std::int64_t{0}};
  return made;
}

}  // namespace fraiseql::plan
