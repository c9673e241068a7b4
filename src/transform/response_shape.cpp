// The text form is read by people and compared by golden cases: response key, type and
// stored key of a field in a line, the fields of an object indented below it.
#include "transform/response_shape.hpp"

#include "base/check.hpp"
#include "transform/type_text.hpp"

namespace fraiseql::transform {
namespace {

std::string_view leaf_name(leaf kind) {
  switch (kind) {
    case leaf::any: return "JSON";
    case leaf::string: return "String";
    case leaf::id: return "ID";
    case leaf::boolean: return "Boolean";
    case leaf::int32: return "Int";
    case leaf::number: return "Float";
    case leaf::big_int: return "BigInt";
    case leaf::decimal: return "Decimal";
    case leaf::date_time: return "DateTime";
  }
  return "";
}

std::string full_type(const value_shape& shape) {
  std::string text = type_text(shape, shape.list_depth);
  if (is_non_null(shape, shape.list_depth)) text += '!';
  return text;
}

void append_fields(std::string& out, const object_shape& object, std::size_t indent) {
  for (const field_shape& field : object.fields) {
    out.append(indent, ' ');
    out += field.response_key;
    if (field.key == typename_key) {
      out += ": \"" + object.type_name + "\"\n";
      continue;
    }
    FRAISEQL_CHECK(field.key < object.keys.size());
    out += ": " + full_type(field.value) + " from " + object.keys[field.key] + "\n";
    if (field.value.object != nullptr) append_fields(out, *field.value.object, indent + 2);
  }
}

}  // namespace

bool jsonb_key_less(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

std::string type_text(const value_shape& shape, unsigned level) {
  std::string text(shape.object != nullptr ? shape.object->type_name : leaf_name(shape.kind));
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
  if (shape.value.object != nullptr) append_fields(out, *shape.value.object, 2);
  return out;
}

}  // namespace fraiseql::transform
