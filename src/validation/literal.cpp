// Coercing a constant literal follows its type, not its syntax: a single value where a
// list is expected becomes a list of one (3.12 "Input Coercion"), an input object gets
// its fields in the order of their declaration with defaults filled in (3.10).
#include "validation/literal.hpp"

#include <algorithm>

#include "validation/coercion.hpp"

namespace fraiseql::validation {
namespace {

using language::value_kind;
using language::value_node;

result<json::value> coerce_list(const schema::type_reference& type, const value_node& node) {
  json::array items;
  if (node.kind != value_kind::list) {
    FRAISEQL_TRY(only, coerce_literal(type.item(), node));
    items.push_back(std::move(only));
  } else {
    for (const value_node& item : node.items) {
      FRAISEQL_TRY(made, coerce_literal(type.item(), item));
      items.push_back(std::move(made));
    }
  }
  return json::value(std::move(items));
}

result<json::value> coerce_object(const schema::type& type, const value_node& node) {
  if (node.kind != value_kind::object) {
    return failed(failure{"expected an object of type " + type.name});
  }
  json::object members;
  for (const schema::input_value& field : type.input_fields) {
    if (const auto* given = find_field(node, field.name)) {
      FRAISEQL_TRY(made, coerce_literal(field.type, given->value));
      members.emplace_back(field.name, std::move(made));
    } else if (field.default_value) {
      members.emplace_back(field.name, *field.default_value);
    } else if (field.is_required()) {
      return failed(
          failure{"the required field \"" + field.name + "\" of " + type.name + " is missing"});
    }
  }
  return json::value(std::move(members));
}

}  // namespace

literal_survey survey(const value_node& node) {
  literal_survey found{.values = 1, .has_variable = node.kind == value_kind::variable};
  const auto add = [&found](const value_node& inner) {
    const literal_survey of = survey(inner);
    found.values += of.values;
    found.has_variable = found.has_variable || of.has_variable;
  };
  for (const value_node& item : node.items) add(item);
  for (const language::object_field_node& field : node.fields) add(field.value);
  return found;
}

const language::object_field_node* find_field(const value_node& object, std::string_view name) {
  const auto found = std::ranges::find_if(
      object.fields,
      [&](const language::object_field_node& field) { return field.name.text == name; });
  return found == object.fields.end() ? nullptr : &*found;
}

result<json::value> coerce_literal(const schema::type_reference& type, const value_node& node) {
  if (node.kind == value_kind::null) {
    if (type.is_non_null()) {
      return failed(failure{"expected a non-null " + to_text(type.nullable())});
    }
    return json::value(json::null{});
  }
  if (type.is_list()) return coerce_list(type, node);
  if (type.named->kind == schema::type_kind::input_object) {
    return coerce_object(*type.named, node);
  }
  return coerce_leaf(*type.named, node);
}

}  // namespace fraiseql::validation
