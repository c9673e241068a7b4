// Any bytes as the texts of rows through the transform. The first byte chooses one of a few
// fixed shapes, from 0x80 on one of rows with columns, the second whether the rows are a list and
// what is non-null. 0x1F stands between the values of the rows, and 0x1E alone is NULL. Each value
// is a heap block of exactly its size, so that a read past it is seen. What is written must be
// JSON, whatever the rows were, and the same with every kernel.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "json/read.hpp"
#include "transform/kernel.hpp"
#include "transform/transform.hpp"

namespace {

using namespace fraiseql::transform;

// Chosen by bits, so that a non-null stands at every place in some of the shapes.
value_shape with_nulls(value_shape shape, unsigned bits) {
  shape.non_null = static_cast<std::uint8_t>(bits);
  return shape;
}

value_shape leaf_under(leaf kind, std::uint8_t lists) {
  return {.list_depth = lists, .kind = kind};
}

value_shape object_of(std::vector<std::string> keys, std::vector<value_shape> values) {
  auto shape = std::make_unique<object_shape>();
  shape->type_name = "T";
  for (std::size_t i = 0; i < values.size(); ++i) {
    field_shape field;
    field.response_key = "f" + std::to_string(i);
    field.prefix = "\"" + field.response_key + "\":";
    field.key = static_cast<std::uint32_t>(i % keys.size());
    field.value = std::move(values[i]);
    shape->fields.push_back(std::move(field));
  }
  field_shape type_name;
  type_name.prefix = "\"__typename\":";
  type_name.key = typename_key;
  shape->fields.push_back(std::move(type_name));
  for (const std::string& key : keys) shape->keys.emplace_back(key);
  value_shape value;
  value.object = std::move(shape);
  return value;
}

// One field of each leaf; from the ninth on they share keys.
value_shape every_leaf(unsigned nulls) {
  std::vector<value_shape> values;
  for (unsigned i = 0; i <= static_cast<unsigned>(leaf::date_time_range); ++i) {
    values.push_back(with_nulls(leaf_under(static_cast<leaf>(i), 0), nulls >> i & 1U));
  }
  return object_of({"a", "b", "c", "d", "aa", "ab", "ac", "ad"}, std::move(values));
}

value_shape nested(unsigned nulls) {
  std::vector<value_shape> inner;
  inner.push_back(with_nulls(leaf_under(leaf::int32, 2), nulls));
  inner.push_back(with_nulls(leaf_under(leaf::string, 0), nulls >> 1));
  value_shape list = object_of({"a", "bb"}, std::move(inner));
  list.list_depth = 1;
  std::vector<value_shape> outer;
  outer.push_back(with_nulls(std::move(list), nulls >> 2));
  outer.push_back(with_nulls(leaf_under(leaf::json, 0), nulls >> 3));
  outer.push_back(with_nulls(every_leaf(nulls), nulls >> 4));
  return object_of({"a", "b", "a_key_of_more_than_thirty_two_bytes"}, std::move(outer));
}

value_shape enumeration() {
  static const auto rule = std::make_shared<const fraiseql::scalars::rule>(
      fraiseql::scalars::rule{"E", [](std::string& out, std::string_view text) {
                                if (text != "a" && text != "1") return false;
                                out += "A\"";
                                return true;
                              }});
  value_shape shape = leaf_under(leaf::ruled, 0);
  shape.rule = rule;
  return shape;
}

// A union under a list; its types have an enumeration, a computed field, and their columns.
value_shape abstract(unsigned nulls, std::uint32_t columns) {
  std::vector<value_shape> values;
  values.push_back(with_nulls(enumeration(), nulls));
  values.push_back(with_nulls(leaf_under(leaf::int32, 1), nulls >> 1));
  value_shape object = object_of({"a", "c"}, std::move(values));
  auto shape = std::make_unique<abstract_shape>();
  shape->type_name = "U";
  shape->discriminator = "b";
  for (const char* name : {"T", "TT"}) {
    object_shape& possible = shape->possible.emplace_back();
    possible.type_name = name;
    possible.keys = object.object->keys;
    for (const field_shape& field : object.object->fields) {
      field_shape& copied = possible.fields.emplace_back();
      copied.response_key = field.response_key;
      copied.prefix = field.prefix;
      copied.key = field.key;
      copied.value = {.non_null = field.value.non_null,
                      .list_depth = field.value.list_depth,
                      .kind = field.value.kind,
                      .rule = field.value.rule};
      copied.is_computed = field.response_key == "f1";
    }
    for (std::uint32_t i = 0; i < columns; ++i) {
      field_shape& field = possible.fields.emplace_back();
      field.prefix = "\"c" + std::to_string(i) + "\":";
      field.key = static_cast<std::uint32_t>(possible.keys.size()) + i;
      field.value = with_nulls(leaf_under(leaf::string, 0), nulls >> i & 1U);
    }
  }
  value_shape value;
  value.list_depth = 1;
  value.abstract = std::move(shape);
  return value;
}

// A row of that many columns, whose fields read its document and each column.
value_shape row_of(value_shape object, bool has_document, std::vector<value_shape> columns) {
  object_shape made;
  made.type_name = object.object->type_name;
  if (has_document) made.keys = object.object->keys;
  for (const field_shape& field : object.object->fields) {
    if (!has_document && field.key != typename_key) continue;
    field_shape& copied = made.fields.emplace_back();
    copied.response_key = field.response_key;
    copied.prefix = field.prefix;
    copied.key = field.key;
    copied.value = leaf_under(field.value.kind, field.value.list_depth);
    copied.value.non_null = field.value.non_null;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    field_shape& field = made.fields.emplace_back();
    field.response_key = "c" + std::to_string(i);
    field.prefix = "\"" + field.response_key + "\":";
    field.key = static_cast<std::uint32_t>(made.keys.size() + i);
    field.value = std::move(columns[i]);
  }
  value_shape value;
  value.object = std::make_unique<const object_shape>(std::move(made));
  value.layout = {.has_document = has_document,
                  .columns = static_cast<std::uint32_t>(columns.size())};
  return value;
}

value_shape small_object(unsigned nulls) {
  std::vector<value_shape> values;
  values.push_back(with_nulls(leaf_under(leaf::int32, 0), nulls & 1U));
  values.push_back(with_nulls(leaf_under(leaf::string, 1), nulls >> 1));
  return object_of({"a", "bb"}, std::move(values));
}

// Rows inside of rows: a list of those with a document, one without.
value_shape rows(unsigned nulls, bool has_document) {
  std::vector<value_shape> inner;
  inner.push_back(with_nulls(leaf_under(leaf::int32, 0), nulls & 1U));
  value_shape list = row_of(small_object(nulls >> 1), true, std::move(inner));
  list.list_depth = 1;
  std::vector<value_shape> alone;
  alone.push_back(with_nulls(leaf_under(leaf::string, 0), nulls >> 2 & 1U));
  std::vector<value_shape> columns;
  columns.push_back(with_nulls(std::move(list), nulls >> 3));
  columns.push_back(with_nulls(row_of(small_object(nulls), false, std::move(alone)), nulls >> 4));
  return row_of(small_object(nulls), has_document, std::move(columns));
}

// A list of rows that are read straight through: columns alone, one of them rows again.
value_shape straight_rows(unsigned nulls) {
  std::vector<value_shape> inner;
  inner.push_back(with_nulls(leaf_under(leaf::id, 0), nulls & 1U));
  inner.push_back(with_nulls(leaf_under(leaf::int32, 1), nulls >> 1));
  std::vector<value_shape> values;
  values.push_back(with_nulls(leaf_under(leaf::string, 0), nulls >> 2 & 1U));
  values.push_back(with_nulls(row_of(small_object(nulls), false, std::move(inner)), nulls >> 3));
  values.push_back(with_nulls(leaf_under(leaf::date_time, 0), nulls >> 4 & 1U));
  value_shape list = row_of(small_object(nulls), false, std::move(values));
  list.list_depth = 1;
  std::vector<value_shape> columns;
  columns.push_back(with_nulls(std::move(list), nulls >> 5));
  return row_of(small_object(nulls), false, std::move(columns));
}

value_shape abstract_rows(unsigned nulls) {
  value_shape value = abstract(nulls, 2);
  value.layout.columns = 2;
  value.list_depth = 0;
  return value;
}

connection_field part(connection_part of, std::string key, unsigned nulls) {
  connection_field made;
  made.part = of;
  std::string prefix = "\"" + key + "\":";
  if (of == connection_part::type_name) prefix += "\"C\"";
  made.prefix = prefix;
  made.response_key = std::move(key);
  if (of == connection_part::node) {
    std::vector<value_shape> columns;
    columns.push_back(with_nulls(leaf_under(leaf::floating, 0), nulls >> 1 & 1U));
    made.node = with_nulls(row_of(small_object(nulls >> 2), true, std::move(columns)), nulls & 1U);
  }
  return made;
}

// Every part of a connection, some of them twice.
value_shape connection(unsigned nulls, bool is_backward) {
  using is = connection_part;
  connection_field edges = part(is::edges, "edges", nulls);
  for (const auto& [of, key] : {std::pair{is::cursor, "c"}, {is::node, "n"}, {is::node, "m"}}) {
    edges.fields.push_back(part(of, key, nulls));
  }
  connection_field page = part(is::page_info, "page", nulls);
  for (const auto& [of, key] : {std::pair{is::has_next_page, "h"},
                                {is::has_previous_page, "p"},
                                {is::start_cursor, "s"},
                                {is::end_cursor, "e"},
                                {is::type_name, "t"}}) {
    page.fields.push_back(part(of, key, nulls));
  }
  auto shape = std::make_unique<connection_shape>();
  shape->type_name = "C";
  shape->layout.columns = 2;
  shape->has_cursors = true;
  shape->is_backward = is_backward;
  shape->fields.push_back(std::move(page));
  shape->fields.push_back(std::move(edges));
  if ((nulls & 0x20U) != 0) shape->fields.push_back(part(is::total_count, "total", nulls));
  value_shape value;
  value.connection = std::move(shape);
  return value;
}

value_shape connection_in_row(unsigned nulls) {
  std::vector<value_shape> columns;
  columns.push_back(with_nulls(connection(nulls >> 1, (nulls & 2U) != 0), nulls & 1U));
  return row_of(small_object(nulls), true, std::move(columns));
}

response_shape choose_rows(unsigned which, unsigned nulls) {
  response_shape shape;
  shape.rows = (nulls & 0x80U) != 0 ? cardinality::many : cardinality::one;
  shape.list_non_null = (nulls & 0x40U) != 0;
  switch (which % 7) {
    case 0: shape.value = rows(nulls, true); break;
    case 1: shape.value = rows(nulls, false); break;
    case 2: shape.value = abstract_rows(nulls); break;
    case 3: shape.value = connection_in_row(nulls); break;
    case 4: shape.value = straight_rows(nulls); break;
    default:
      shape.value = connection(nulls, which % 7 == 5);
      shape.rows = cardinality::connection;
      break;
  }
  shape.value.non_null = nulls & 1U;
  return shape;
}

std::size_t width_of(const response_shape& shape) {
  if (shape.value.connection != nullptr) return 4 + shape.value.connection->layout.width();
  return shape.value.layout.is_row() ? shape.value.layout.width() : 1;
}

// The texts of a statement's columns.
struct texts {
  std::vector<std::unique_ptr<char[]>> blocks = {};
  std::vector<std::string_view> values = {};

  void add(std::string_view text) {
    if (text == "\x1e") return values.push_back({});
    blocks.push_back(std::make_unique<char[]>(text.size()));
    std::ranges::copy(text, blocks.back().get());
    values.emplace_back(blocks.back().get(), text.size());
  }
};

response_shape choose(unsigned which, unsigned nulls) {
  constexpr unsigned leafs = static_cast<unsigned>(leaf::date_time_range) + 1;
  response_shape shape;
  shape.rows = (nulls & 0x80U) != 0 ? cardinality::many : cardinality::one;
  shape.list_non_null = (nulls & 0x40U) != 0;
  switch (which % 5) {
    case 0: shape.value = every_leaf(nulls); break;
    case 1: shape.value = nested(nulls); break;
    case 2: shape.value = leaf_under(static_cast<leaf>(which / 5 % leafs), 0); break;
    case 3: shape.value = abstract(nulls >> 3, 0); break;
    default: shape.value = leaf_under(static_cast<leaf>(which / 5 % leafs), 2); break;
  }
  shape.value.non_null = static_cast<std::uint8_t>(nulls & 7U);
  return shape;
}

// Valid but for a member that stands twice in a raw value; the transform copies those
// as they are, since jsonb has none.
bool is_json(std::string_view text) {
  const auto read = fraiseql::json::read(text, {.max_depth = 1100});
  return read.ok() || read.error().message.ends_with("appears twice in one object");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::size_t longest = 1000;  // json::read's parser follows 1024 levels
  if (size < 2 || size > longest) return 0;
  const bool has_columns = bytes[0] >= 0x80U;
  const response_shape shape =
      has_columns ? choose_rows(bytes[0], bytes[1]) : choose(bytes[0], bytes[1]);
  const std::string given(bytes + 2, bytes + size);
  const std::size_t width = width_of(shape);
  texts rows;
  for (std::size_t at = 0; at <= given.size();) {
    const std::size_t end =
        has_columns ? std::min(given.find('\x1f', at), given.size()) : given.size();
    rows.add(std::string_view(given).substr(at, end - at));
    at = end + 1;
  }
  while (rows.values.size() % width != 0) rows.values.emplace_back();

  const std::string before = "before";
  const rows_view view{.values = rows.values, .width = width};
  std::string first;
  for (const kernel& one : kernels()) {
    if (!one.is_supported) continue;
    use_kernel(one);
    std::string out = before;
    std::vector<field_error> errors;
    const bool written = write_value(out, shape, view, errors);
    if (!out.starts_with(before)) std::abort();
    if (written != (out.size() > before.size())) std::abort();
    if (!written && errors.empty()) std::abort();
    // What is not UTF-8 in a database of UTF-8 does not exist.
    const bool is_checked = written && fraiseql::is_utf8(given);
    if (is_checked && !is_json(std::string_view(out).substr(before.size()))) std::abort();
    for (const field_error& error : errors)
      out += static_cast<char>('0' + static_cast<int>(error.kind));
    if (first.empty()) first = out;
    if (out != first) std::abort();
  }
  return 0;
}
