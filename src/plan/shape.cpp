#include "plan/shape.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::plan {
namespace {

using transform::leaf;

leaf leaf_of(const schema::type& type) {
  if (type.kind == schema::type_kind::enumeration) return leaf::string;
  switch (type.scalar) {
    case schema::scalar_kind::int32: return leaf::int32;
    case schema::scalar_kind::floating: return leaf::number;
    case schema::scalar_kind::string: return leaf::string;
    case schema::scalar_kind::boolean: return leaf::boolean;
    case schema::scalar_kind::id: return leaf::id;
    case schema::scalar_kind::uuid: return leaf::string;
    case schema::scalar_kind::big_int: return leaf::big_int;
    case schema::scalar_kind::decimal: return leaf::decimal;
    case schema::scalar_kind::date_time: return leaf::date_time;
    case schema::scalar_kind::json:
    case schema::scalar_kind::other: return leaf::any;
  }
  FRAISEQL_CHECK(false);
}

transform::value_shape make_value(const validation::selected_field& field);

std::unique_ptr<const transform::object_shape> make_object(const validation::selection& selection) {
  auto made = std::make_unique<transform::object_shape>();
  made->type_name = selection.object->name;
  for (const auto& field : selection.fields) {
    if (field.definition->name != "__typename") made->keys.push_back(field.definition->stored_key);
  }
  std::ranges::sort(made->keys, transform::jsonb_key_less);
  made->keys.erase(std::ranges::unique(made->keys).begin(), made->keys.end());
  for (const auto& field : selection.fields) {
    transform::field_shape shape{.response_key = field.response_key,
                                 .prefix = prefix_of(field.response_key),
                                 .key = transform::typename_key};
    if (field.definition->name != "__typename") {
      const auto at = std::ranges::find(made->keys, field.definition->stored_key);
      shape.key = static_cast<std::uint32_t>(at - made->keys.begin());
      shape.value = make_value(field);
    }
    made->fields.push_back(std::move(shape));
  }
  return made;
}

transform::value_shape make_value(const validation::selected_field& field) {
  const schema::type_reference& type = field.definition->type;
  transform::value_shape made{.non_null = type.non_null, .list_depth = type.list_depth};
  if (type.named->is_leaf()) {
    made.kind = leaf_of(*type.named);
  } else {
    FRAISEQL_CHECK(field.selections.size() == 1);
    made.object = make_object(field.selections.front());
  }
  return made;
}

}  // namespace

std::string prefix_of(std::string_view response_key) {
  std::string prefix;
  json::write_string(prefix, response_key);
  prefix += ':';
  return prefix;
}

transform::response_shape make_response_shape(const validation::selected_field& field) {
  transform::response_shape shape;
  shape.response_key = field.response_key;
  shape.prefix = prefix_of(field.response_key);
  shape.value = make_value(field);
  if (field.definition->type.is_list()) {
    // The rows are the list; what is left is one row's value.
    shape.rows = transform::cardinality::many;
    shape.list_non_null = field.definition->type.is_non_null();
    shape.value.non_null = field.definition->type.item().non_null;
    shape.value.list_depth = field.definition->type.item().list_depth;
  }
  return shape;
}

transform::response_shape make_typename_shape(const validation::selected_field& field,
                                              const schema::type& root) {
  transform::response_shape shape;
  shape.response_key = field.response_key;
  shape.prefix = prefix_of(field.response_key);
  json::write_string(shape.prefix, root.name);
  return shape;
}

}  // namespace fraiseql::plan
