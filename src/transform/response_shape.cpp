// The text form is read by people and compared by golden cases: response key, type and
// stored key of a field in a line, the fields of an object indented below it.
#include "transform/response_shape.hpp"

#include "base/check.hpp"
#include "transform/type_text.hpp"

namespace fraiseql::transform {
namespace {

std::string_view innermost_name(const value_shape& shape) {
  if (shape.object != nullptr) return shape.object->type_name;
  if (shape.abstract != nullptr) return shape.abstract->type_name;
  return shape.rule != nullptr ? std::string_view(shape.rule->type_name) : to_string(shape.kind);
}

std::string full_type(const value_shape& shape) {
  std::string text = type_text(shape, shape.list_depth);
  if (is_non_null(shape, shape.list_depth)) text += '!';
  return text;
}

void append_value(std::string& out, const value_shape& shape, std::size_t indent);

void append_fields(std::string& out, const object_shape& object, std::size_t indent) {
  for (const field_shape& field : object.fields) {
    out.append(indent, ' ');
    out += field.response_key;
    if (field.key == typename_key) {
      out += ": \"" + object.type_name + "\"\n";
      continue;
    }
    FRAISEQL_CHECK(field.key < object.keys.size());
    out += ": " + full_type(field.value) + (field.is_computed ? " computed as " : " from ") +
           object.keys[field.key] + "\n";
    append_value(out, field.value, indent + 2);
  }
}

void append_value(std::string& out, const value_shape& shape, std::size_t indent) {
  if (shape.object != nullptr) return append_fields(out, *shape.object, indent);
  if (shape.abstract == nullptr) return;
  for (const object_shape& one : shape.abstract->possible) {
    out.append(indent, ' ');
    out += "where " + shape.abstract->discriminator + " = " + one.type_name + "\n";
    append_fields(out, one, indent + 2);
  }
}

}  // namespace

std::string type_text(const value_shape& shape, unsigned level) {
  std::string text(innermost_name(shape));
  for (unsigned i = 0; i < level; ++i) {
    if (is_non_null(shape, i)) text += '!';
    text = '[' + text + ']';
  }
  return text;
}

std::string to_text(const response_shape& shape) {
  std::string out = shape.response_key + ": ";
  const std::string type = full_type(shape.value);
  switch (shape.rows) {
    case cardinality::one: out += type + " from the row\n"; break;
    case cardinality::many:
      out += '[' + type + (shape.list_non_null ? "]! from the rows\n" : "] from the rows\n");
      break;
  }
  append_value(out, shape.value, 2);
  return out;
}

}  // namespace fraiseql::transform
