#include "plan/shape.hpp"

#include "base/check.hpp"
#include "json/write.hpp"

namespace fraiseql::plan {
namespace {

native_value native_value_of(const validation::argument_value& given);

std::vector<native_member> members_of(const std::vector<validation::argument>& fields) {
  std::vector<native_member> members;
  for (const validation::argument& one : fields) {
    if (one.value.kind == validation::argument_kind::missing) continue;
    members.push_back({one.definition->name, native_value_of(one.value)});
  }
  return members;
}

native_value native_value_of(const validation::argument_value& given) {
  switch (given.kind) {
    case validation::argument_kind::null:
    case validation::argument_kind::missing: return {json::source(json::value(json::null{}))};
    case validation::argument_kind::leaf: return {given.source};
    case validation::argument_kind::enumeration: return {json::source(json::value(given.name))};
    case validation::argument_kind::list: {
      std::vector<native_value> items;
      for (const validation::argument_value& item : given.items) {
        items.push_back(native_value_of(item));
      }
      return {std::move(items)};
    }
    case validation::argument_kind::object: return {members_of(given.fields)};
  }
  FRAISEQL_CHECK(false);
}

}  // namespace

std::string prefix_of(std::string_view response_key) {
  std::string prefix;
  json::write_string(prefix, response_key);
  prefix += ':';
  return prefix;
}

native_call call_of(const validation::selected_field& field, const schema::type& parent) {
  return {.name = parent.name + "." + field.definition->name,
          .function = field.definition->native,
          .arguments = members_of(field.arguments)};
}

transform::response_shape make_null_shape(const validation::selected_field& field) {
  return {.response_key = field.response_key, .prefix = prefix_of(field.response_key) + "null"};
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
