// Rows and pages of rows, beside what random_case.cpp has.
#include <algorithm>
#include <memory>
#include <utility>

#include "transform/random_case.hpp"
#include "transform/shape_text.hpp"
#include "transform/twin.hpp"

namespace fraiseql::transform {
namespace {

const value_shape* first_node(const std::vector<connection_field>& fields) {
  for (const connection_field& field : fields) {
    if (field.part == connection_part::node) return &field.node;
    if (const value_shape* inside = first_node(field.fields)) return inside;
  }
  return nullptr;
}

// A field that reads the column, or nullptr.
const field_shape* reader_of(const object_shape* shape, std::uint32_t column) {
  if (shape == nullptr) return nullptr;
  const auto found =
      std::ranges::find(shape->fields, shape->keys.size() + column, &field_shape::key);
  return found == shape->fields.end() ? nullptr : &*found;
}

// A value too many or too few.
void break_width(random_case& random, json::array& values) {
  if (values.empty() || random.number(1) == 0) {
    values.emplace_back(json::null{});
  } else {
    values.pop_back();
  }
}

}  // namespace

row_layout random_case::any_layout() {
  if (chance(600)) return {};
  return {.has_document = chance(800), .columns = static_cast<std::uint32_t>(number(3))};
}

std::unique_ptr<const connection_shape> random_case::any_connection(std::size_t depth) {
  auto shape = std::make_unique<connection_shape>();
  shape->type_name = "NoteConnection";
  shape->layout = any_layout();
  shape->has_cursors = chance(600);
  shape->layout.columns += shape->has_cursors ? 1 : 0;
  shape->is_backward = chance(400);
  shape->fingerprint = engine_();
  shape->fields =
      any_parts({connection_part::type_name, connection_part::edges, connection_part::edges,
                 connection_part::page_info, connection_part::total_count},
                depth, *shape);
  return shape;
}

std::vector<connection_field> random_case::any_parts(std::vector<connection_part> of,
                                                     std::size_t depth,
                                                     const connection_shape& in) {
  std::vector<connection_field> fields;
  for (std::size_t count = number(4); count > 0; --count) {
    fields.push_back(any_part(of[number(of.size() - 1)], depth, in));
    fields.back().response_key = "part" + std::to_string(count);
    std::string prefix = prefix_of(fields.back().response_key);
    if (fields.back().part == connection_part::type_name) prefix += "\"Part\"";
    fields.back().prefix = prefix;
  }
  return fields;
}

connection_field random_case::any_part(connection_part part, std::size_t depth,
                                       const connection_shape& of) {
  connection_field made;
  made.part = part;
  if (part == connection_part::edges) {
    std::vector<connection_part> parts = {connection_part::type_name, connection_part::node,
                                          connection_part::node};
    if (of.has_cursors) parts.push_back(connection_part::cursor);
    made.fields = any_parts(std::move(parts), depth, of);
  } else if (part == connection_part::page_info) {
    std::vector<connection_part> parts = {connection_part::has_next_page,
                                          connection_part::has_previous_page};
    if (of.has_cursors) parts.push_back(connection_part::start_cursor);
    if (of.has_cursors) parts.push_back(connection_part::end_cursor);
    made.fields = any_parts(std::move(parts), depth, of);
  } else if (part == connection_part::node) {
    made.node.non_null = chance(700) ? 1 : 0;
    make_object(made.node, depth, of.layout);
  }
  return made;
}

value_shape random_case::straight_value(std::size_t depth) {
  value_shape value;
  value.list_depth = static_cast<std::uint8_t>(chance(700) ? 0 : 1 + number(1));
  value.non_null = static_cast<std::uint32_t>(number(7) & number(7));
  if (depth == 0 || chance(500)) {
    do value.kind = static_cast<leaf>(number(static_cast<std::size_t>(leaf::date_time_range)));
    while (value.kind == leaf::json || value.kind == leaf::other || value.kind == leaf::vector);
    return value;
  }
  object_shape object;
  object.type_name = "Note";
  value.layout = {.has_document = false, .columns = static_cast<std::uint32_t>(number(4))};
  for (std::uint32_t column = 0; column < value.layout.columns || chance(200);) {
    field_shape& field = object.fields.emplace_back();
    field.response_key = "field" + std::to_string(object.fields.size());
    field.prefix = prefix_of(field.response_key);
    field.key = chance(500) ? null_key : typename_key;
    if (column == value.layout.columns || chance(100)) continue;
    field.key = column++;
    field.value = straight_value(depth - 1);
  }
  value.object = std::make_unique<const object_shape>(std::move(object));
  return value;
}

std::string random_case::text_of(const value_shape& shape, std::size_t misfits) {
  return twin::to_jsonb_text(fitting(shape, shape.list_depth, misfits));
}

json::array random_case::fitting_row(const value_shape* shape, row_layout layout,
                                     std::size_t misfits) {
  const object_shape* object = shape == nullptr ? nullptr : shape->object.get();
  json::value document = shape == nullptr ? anything(1) : json::value();
  if (object != nullptr) {
    document = fitting_object(*object, misfits);
  } else if (shape != nullptr) {
    document = fitting_abstract(*shape->abstract, misfits);
    const json::value* named = document.find(shape->abstract->discriminator);
    for (const object_shape& one : shape->abstract->possible) {
      if (named != nullptr && *named == json::value(one.type_name)) object = &one;
    }
  }
  if (chance(misfits)) document = chance(700) ? json::value() : anything(1);
  json::array values;
  if (layout.has_document) values.push_back(std::move(document));
  for (std::uint32_t column = 0; column < layout.columns; ++column) {
    const field_shape* field = reader_of(object, column);
    values.push_back(field == nullptr ? anything(1)
                                      : fitting(field->value, field->value.list_depth, misfits));
  }
  return values;
}

json::value random_case::fitting_nested_row(const value_shape& shape, std::size_t misfits) {
  json::array values = fitting_row(&shape, shape.layout, misfits);
  if (chance(misfits / 4)) break_width(*this, values);
  return values;
}

// The first four values of a page that has so many rows.
json::array random_case::page_head(std::size_t rows, std::size_t misfits) {
  json::value size = json::number{std::to_string(rows == 0 || chance(500) ? rows : rows - 1)};
  if (chance(100)) size = json::number{std::to_string(number(4))};
  if (chance(misfits)) {
    constexpr const char* sizes[] = {
        "-1", "-999999999999999999", "999999999999999999", "1.0", "1e2", "9999999999999999999",
        "-0"};
    size = chance(200) ? anything(1) : json::value(json::number{sizes[number(6)]});
  }
  json::value total = json::number{std::to_string(number(5))};
  if (chance(misfits)) total = chance(500) ? anything(1) : json::value(json::number{"2147483648"});
  const auto flag = [&] {
    if (chance(misfits)) return anything(1);
    return chance(300) ? json::value() : json::value(chance(500));
  };
  json::value earlier = flag();
  return {std::move(size), std::move(total), std::move(earlier), flag()};
}

json::array random_case::page_row(const connection_shape& shape, std::size_t misfits) {
  json::array values = fitting_row(first_node(shape.fields), shape.layout, misfits);
  if (shape.has_cursors && !chance(misfits)) {
    values.back() = json::array{text(), json::number{digits()}, json::null{}, chance(500)};
  }
  return values;
}

json::value random_case::fitting_connection(const connection_shape& shape, std::size_t misfits) {
  json::array rows;
  for (std::size_t count = number(4); count > 0; --count) {
    json::array row = page_row(shape, misfits);
    if (chance(misfits / 8)) break_width(*this, row);
    rows.push_back(chance(misfits / 8) ? anything(1) : json::value(std::move(row)));
  }
  json::array page = page_head(rows.size(), misfits);
  page.push_back(chance(misfits / 4) ? anything(1) : json::value(std::move(rows)));
  if (chance(misfits / 8)) break_width(*this, page);
  return page;
}

std::vector<std::optional<std::string>> random_case::rows(const response_shape& shape,
                                                          std::size_t count, std::size_t misfits) {
  const value_shape& value = shape.value;
  std::vector<std::optional<std::string>> texts;
  const auto add = [&](const json::array& values) {
    for (const json::value& one : values) {
      const bool is_null = one.is_null() && chance(500);
      texts.push_back(is_null ? std::nullopt : std::optional(twin::to_jsonb_text(one)));
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (shape.rows == cardinality::connection) {
      add(page_head(count, misfits));
      add(page_row(*value.connection, misfits));
    } else if (value.list_depth == 0 && value.layout.is_row()) {
      add(fitting_row(&value, value.layout, misfits));
    } else {
      add({fitting(value, value.list_depth, misfits)});
    }
  }
  return texts;
}

}  // namespace fraiseql::transform
