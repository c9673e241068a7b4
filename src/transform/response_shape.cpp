// The text form is read by people and compared by golden cases: response key, type and
// stored key or column of a field in a line, the fields of an object indented below it.
#include "transform/response_shape.hpp"

#include "base/check.hpp"
#include "transform/type_text.hpp"

namespace fraiseql::transform {
namespace {

std::string_view innermost_name(const value_shape& shape) {
  if (shape.object != nullptr) return shape.object->type_name;
  if (shape.abstract != nullptr) return shape.abstract->type_name;
  if (shape.connection != nullptr) return shape.connection->type_name;
  return shape.rule != nullptr ? std::string_view(shape.rule->type_name) : to_string(shape.kind);
}

std::string full_type(const value_shape& shape) {
  std::string text = type_text(shape, shape.list_depth);
  if (is_non_null(shape, shape.list_depth)) text += '!';
  return text;
}

// " of document + 2 columns"; empty where a value is a document and nothing else.
std::string row_text(const row_layout& layout) {
  if (!layout.is_row()) return {};
  std::string text = layout.has_document ? " of document + " : " of ";
  return text + std::to_string(layout.columns) + (layout.columns == 1 ? " column" : " columns");
}

std::string page_text(const connection_shape& connection) {
  std::string text = connection.is_backward ? "a backward page of rows" : "a page of rows";
  text += connection.layout.is_row() ? row_text(connection.layout) : " of document";
  return connection.has_cursors ? text + " with cursors" : text;
}

// Behind `column 1`: ", a row of document + 2 columns".
std::string column_text(const value_shape& shape) {
  if (shape.connection != nullptr) return ", " + page_text(*shape.connection);
  if (!shape.layout.is_row()) return {};
  return (shape.list_depth > 0 ? ", rows" : ", a row") + row_text(shape.layout);
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
    if (field.key == null_key) {
      out += ": null\n";
      continue;
    }
    out += ": " + full_type(field.value);
    if (field.key < object.keys.size()) {
      out += field.is_computed ? " computed as " : " from ";
      out += object.keys[field.key].view();
      out += '\n';
    } else {
      out += " from column " + std::to_string(field.key - object.keys.size()) +
             column_text(field.value) + "\n";
    }
    append_value(out, field.value, indent + 2);
  }
}

std::string_view to_string(connection_part part) {
  switch (part) {
    case connection_part::type_name: return "__typename";
    case connection_part::edges: return "edges";
    case connection_part::page_info: return "pageInfo";
    case connection_part::total_count: return "totalCount";
    case connection_part::cursor: return "cursor";
    case connection_part::node: return "node";
    case connection_part::has_next_page: return "hasNextPage";
    case connection_part::has_previous_page: return "hasPreviousPage";
    case connection_part::start_cursor: return "startCursor";
    case connection_part::end_cursor: return "endCursor";
  }
  FRAISEQL_CHECK(false);
}

void append_parts(std::string& out, const std::vector<connection_field>& fields,
                  std::size_t indent) {
  for (const connection_field& field : fields) {
    out.append(indent, ' ');
    out += field.response_key + ": ";
    const bool is_node = field.part == connection_part::node;
    if (is_node) out += full_type(field.node) + " from ";
    out += to_string(field.part);
    out += '\n';
    append_parts(out, field.fields, indent + 2);
    if (is_node) append_value(out, field.node, indent + 2);
  }
}

void append_value(std::string& out, const value_shape& shape, std::size_t indent) {
  if (shape.object != nullptr) return append_fields(out, *shape.object, indent);
  if (shape.connection != nullptr) return append_parts(out, shape.connection->fields, indent);
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
  const std::string row = row_text(shape.value.layout);
  switch (shape.rows) {
    case cardinality::one: out += type + " from the row" + row + "\n"; break;
    case cardinality::many:
      out += '[' + type + (shape.list_non_null ? "]!" : "]") + " from the rows" + row + "\n";
      break;
    case cardinality::connection:
      FRAISEQL_CHECK(shape.value.connection != nullptr);
      out += type + " from " + page_text(*shape.value.connection) + "\n";
      break;
  }
  append_value(out, shape.value, 2);
  return out;
}

}  // namespace fraiseql::transform
