// Any bytes as a row's text through the transform. The first byte chooses one of a few
// fixed shapes, the second whether the row stands in a list and what is non-null. The
// row is a heap block of exactly its size, so that a read past it is seen; what is
// written must be JSON, whatever the row was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/read.hpp"
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
  shape->keys = std::move(keys);
  value_shape value;
  value.object = std::move(shape);
  return value;
}

// One field of each leaf; from the ninth on they share keys.
value_shape every_leaf(unsigned nulls) {
  std::vector<value_shape> values;
  for (unsigned i = 0; i <= static_cast<unsigned>(leaf::date_range); ++i) {
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

// A union under a list; one of its types has an enumeration and a computed field.
value_shape abstract(unsigned nulls) {
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
  }
  value_shape value;
  value.list_depth = 1;
  value.abstract = std::move(shape);
  return value;
}

response_shape choose(unsigned which, unsigned nulls) {
  constexpr unsigned leafs = static_cast<unsigned>(leaf::date_range) + 1;
  response_shape shape;
  shape.rows = (nulls & 0x80U) != 0 ? cardinality::many : cardinality::one;
  shape.list_non_null = (nulls & 0x40U) != 0;
  switch (which % 5) {
    case 0: shape.value = every_leaf(nulls); break;
    case 1: shape.value = nested(nulls); break;
    case 2: shape.value = leaf_under(static_cast<leaf>(which / 5 % leafs), 0); break;
    case 3: shape.value = abstract(nulls >> 3); break;
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
  const response_shape shape = choose(bytes[0], bytes[1]);
  const std::size_t length = size - 2;
  const auto copy = std::make_unique<char[]>(length);
  std::copy(bytes + 2, bytes + size, copy.get());
  const std::vector<std::string_view> rows = {{copy.get(), length}};

  const std::string before = "before";
  std::string out = before;
  std::vector<field_error> errors;
  const bool written = write_value(out, shape, rows, errors);
  if (!out.starts_with(before)) std::abort();
  if (written != (out.size() > before.size())) std::abort();
  if (!written && errors.empty()) std::abort();
  if (written && !is_json(std::string_view(out).substr(before.size()))) std::abort();
  return 0;
}
