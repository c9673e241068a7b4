#include "plan/order.hpp"

#include <algorithm>

#include "plan/arguments.hpp"

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

result<done, graphql_error> add_key(ordering& into, const argument_value& item, scope in) {
  const argument* by = only_field(item);
  order_key key;
  std::string text;
  while (by != nullptr) {
    const schema::field& field = *by->definition->target;
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
  const std::string& direction = by->value.name;
  key.descending = direction.starts_with("DESC");
  key.nulls = direction.ends_with("FIRST")  ? nulls_placement::first
              : direction.ends_with("LAST") ? nulls_placement::last
                                            : nulls_placement::as_postgresql;
  into.is_id_descending = key.descending;
  // Rows with the same value of it are in one order already.
  if (std::ranges::find(into.keys, key.by, &order_key::by) != into.keys.end()) return done{};
  // Other words for the same order have the same cursors.
  into.text += text + (key.descending ? " DESC" : " ASC");
  if (key.has_nulls_first() != key.descending) into.text += " NULLS";
  into.keys.push_back(std::move(key));
  return done{};
}

}  // namespace

bool order_key::has_nulls_first() const {
  return nulls == nulls_placement::as_postgresql ? descending : nulls == nulls_placement::first;
}

result<ordering, graphql_error> plan_order(const validation::selected_field& field,
                                           const scope& rows) {
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
  for (const argument_value& item : items) FRAISEQL_TRY_DONE(add_key(made, item, rows));
  return made;
}

}  // namespace fraiseql::plan
