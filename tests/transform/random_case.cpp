// Keys come from a small pool, so that a shape's and a document's keys often meet or
// stand close to each other in jsonb's order.
#include "transform/random_case.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

#include "json/write.hpp"
#include "support/random_scalar.hpp"
#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

constexpr std::array<std::string_view, 15> plain_keys = {
    "a",
    "b",
    "B",
    "id",
    "aa",
    "ab",
    "é",
    "id2",
    "name",
    "dns_1",
    "title",
    "created_at",
    "a_key_of_thirty_one_characters_",
    "a_key_of_thirty_two_characters__",
    "a_key_of_more_than_sixty_four_characters_that_fills_several_vectors_x"};

constexpr std::array<std::string_view, 6> escaped_keys = {
    "\"", "a\"b", "\\", "id\n", "name\t", "a_key_of_thirty_one_character\"s"};

}  // namespace

std::size_t random_case::number(std::size_t highest) {
  return std::uniform_int_distribution<std::size_t>(0, highest)(engine_);
}

response_shape random_case::shape() {
  response_shape shape{.response_key = "root", .prefix = prefix_of("root")};
  shape.rows = chance(500) ? cardinality::one : cardinality::many;
  shape.list_non_null = chance(300);
  shape.value = any_value(3);
  if (chance(250)) {
    shape.rows = cardinality::connection;
    shape.value = {.non_null = shape.value.non_null};
    shape.value.connection = any_connection(3);
  } else if (chance(800)) {
    shape.value = {.non_null = shape.value.non_null};
    make_object(shape.value, 3, any_layout());
  }
  return shape;
}

value_shape random_case::any_value(std::size_t depth) {
  if (depth > 0 && chance(150)) return straight_value(1);
  value_shape shape;
  shape.kind = static_cast<leaf>(number(static_cast<std::size_t>(leaf::date_time_range)));
  shape.list_depth = static_cast<std::uint8_t>(chance(700) ? 0 : number(3));
  shape.non_null = static_cast<std::uint8_t>(number(255) & number(255));
  if (depth > 0 && chance(450)) {
    make_object(shape, depth - 1, any_layout());
  } else if (depth > 0 && chance(200)) {
    shape.list_depth = 0;
    shape.connection = any_connection(depth - 1);
  } else if (chance(100)) {
    shape.kind = leaf::ruled;
    shape.rule = one_row("Color(red=RED,dark_red=DARK_RED,18=EIGHTEEN)").value.rule;
  }
  return shape;
}

void random_case::make_object(value_shape& shape, std::size_t depth, row_layout layout) {
  shape.layout = layout;
  if (chance(700)) {
    shape.object = std::make_unique<const object_shape>(any_object(depth, layout));
  } else {
    shape.abstract = any_abstract(depth, layout);
  }
}

std::unique_ptr<const abstract_shape> random_case::any_abstract(std::size_t depth,
                                                                row_layout layout) {
  auto shape = std::make_unique<abstract_shape>();
  shape->type_name = "Node";
  shape->discriminator = plain_keys[number(plain_keys.size() - 1)];
  for (const char* name : {"Book", "Film", "Films"}) {
    if (!chance(700)) continue;
    shape->possible.push_back(any_object(depth, layout));
    shape->possible.back().type_name = name;
  }
  return shape;
}

object_shape random_case::any_object(std::size_t depth, row_layout layout) {
  object_shape made;
  object_shape* const shape = &made;
  shape->type_name = depth % 2 == 0 ? "Note" : "User";
  const std::size_t wanted = layout.has_document ? number(8) : 0;
  for (const std::string_view key : plain_keys) {
    if (number(plain_keys.size()) < wanted) shape->keys.emplace_back(key);
  }
  std::ranges::sort(shape->keys, jsonb_key_less);
  const std::size_t count = number(8);
  std::vector<std::uint32_t*> columns;  // of fields, which count on behind all keys
  shape->fields.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    field_shape& field = shape->fields[i];
    field.response_key = "field" + std::to_string(i);
    field.prefix = prefix_of(field.response_key);
    field.key = chance(100) ? null_key : typename_key;
    if (layout.columns > 0 && chance(400)) {
      field.key = static_cast<std::uint32_t>(number(layout.columns - 1));
      columns.push_back(&field.key);
      field.value = any_value(depth);
    } else if (!shape->keys.empty() && chance(900)) {
      field.key = static_cast<std::uint32_t>(number(shape->keys.size() - 1));
      field.value = any_value(depth);
    } else if (layout.has_document && chance(300)) {
      field.key = static_cast<std::uint32_t>(shape->keys.size());
      shape->keys.push_back("zz_computed_" + std::to_string(i) + std::string(70, '_'));
      field.is_computed = true;
      field.value = any_value(depth);
    }
  }
  for (std::uint32_t* key : columns) *key += static_cast<std::uint32_t>(shape->keys.size());
  return made;
}

json::value random_case::fitting(const value_shape& shape, unsigned level, std::size_t misfits) {
  if (chance(misfits)) return chance(500) ? json::value(json::null{}) : anything(3);
  if (level > 0) {
    json::array items;
    const std::size_t count = number(3);
    for (std::size_t i = 0; i < count; ++i) items.push_back(fitting(shape, level - 1, misfits));
    return items;
  }
  if (shape.connection) return fitting_connection(*shape.connection, misfits);
  if (shape.layout.is_row()) return fitting_nested_row(shape, misfits);
  if (shape.abstract) return fitting_abstract(*shape.abstract, misfits);
  if (shape.rule) return chance(800) ? json::value(chance(500) ? "red" : "dark_red") : text();
  return shape.object ? fitting_object(*shape.object, misfits) : fitting_leaf(shape.kind);
}

json::value random_case::fitting_abstract(const abstract_shape& shape, std::size_t misfits) {
  if (shape.possible.empty()) return anything(2);
  const object_shape& one = shape.possible[number(shape.possible.size() - 1)];
  json::value made = fitting_object(one, misfits);
  auto& members = std::get<json::object>(made);
  std::erase_if(members, [&](const auto& member) { return member.first == shape.discriminator; });
  if (!chance(misfits)) members.emplace_back(shape.discriminator, one.type_name);
  if (chance(misfits)) members.emplace_back("nobody_asks_for_this", 1 > 0);
  return made;
}

json::value random_case::fitting_computed(const value_shape& shape, std::size_t misfits) {
  if (chance(misfits)) return json::number{std::to_string(number(300))};
  return json::array{fitting(shape, shape.list_depth, misfits)};
}

json::value random_case::fitting_object(const object_shape& shape, std::size_t misfits) {
  json::object members;
  const auto add = [&](const std::string& key, json::value v) {
    const bool taken = std::ranges::find(members, key, &json::member::first) != members.end();
    if (!taken) members.emplace_back(key, std::move(v));
  };
  for (const field_shape& field : shape.fields) {
    if (field.is_computed) {
      add(std::string(shape.keys[field.key].view()), fitting_computed(field.value, misfits));
      continue;
    }
    // The name of the type, or a column.
    if (field.key >= shape.keys.size() || chance(misfits)) continue;
    add(std::string(shape.keys[field.key].view()),
        fitting(field.value, field.value.list_depth, misfits));
  }
  const std::size_t extra = number(4);
  for (std::size_t i = 0; i < extra; ++i) {
    const std::string key = stored_key();
    if (std::ranges::find(shape.keys, key, &padded_text::view) == shape.keys.end())
      add(key, anything(2));
  }
  return members;
}

json::value random_case::fitting_leaf(leaf kind) {
  switch (kind) {
    case leaf::json: return anything(2);
    case leaf::string: return text();
    case leaf::id: return chance(500) ? json::value(text()) : json::value(json::number{digits()});
    case leaf::boolean: return chance(500);
    case leaf::int32: {
      const std::string value = std::to_string(static_cast<std::int32_t>(engine_()));
      return json::number{chance(200) ? value + ".00" : value};
    }
    case leaf::floating: return json::number{digits() + (chance(500) ? "" : ".50")};
    case leaf::big_int:
      return chance(500) ? json::value(digits()) : json::value(json::number{digits()});
    case leaf::decimal: {
      const std::string value = digits() + (chance(500) ? "" : ".7500");
      return chance(500) ? json::value(value) : json::value(json::number{value});
    }
    case leaf::vector: {
      json::array numbers;
      for (std::size_t i = 0; i <= number(3); ++i) {
        const std::string exponent = chance(100) ? "e" + std::to_string(number(60)) : "";
        numbers.emplace_back(json::number{digits() + (chance(500) ? "" : ".50") + exponent});
      }
      json::value made(std::move(numbers));
      return chance(300) ? json::value(json::to_text(made)) : made;
    }
    case leaf::uuid:
    case leaf::date_time:
    case leaf::date:
    case leaf::time:
    case leaf::duration:
    case leaf::email_address:
    case leaf::url:
    case leaf::ip_address:
    case leaf::cidr:
    case leaf::mac_address:
    case leaf::ltree:
    case leaf::date_range:
    case leaf::int_range:
    case leaf::big_int_range:
    case leaf::decimal_range:
    case leaf::date_time_range: return fraiseql::testing::random_scalar(kind, engine_);
    case leaf::ruled:
    case leaf::other: break;
  }
  return json::null{};
}

json::value random_case::anything(std::size_t depth) {
  switch (number(depth > 0 ? 8 : 6)) {
    case 0: return json::null{};
    case 1: return chance(500);
    case 2: return json::number{digits()};
    case 3: return json::number{digits() + ".0"};
    case 4: return instant();
    case 5: return digits();
    case 6: return text();
    case 7: {
      json::array items;
      const std::size_t count = number(3);
      for (std::size_t i = 0; i < count; ++i) items.push_back(anything(depth - 1));
      return items;
    }
    default: {
      json::object members;
      const std::size_t count = number(3);
      for (std::size_t i = 0; i < count; ++i) {
        const std::string key = stored_key();
        const bool taken = std::ranges::find(members, key, &json::member::first) != members.end();
        if (!taken) members.emplace_back(key, anything(depth - 1));
      }
      return members;
    }
  }
}

std::string random_case::stored_key() {
  if (chance(250)) return std::string(escaped_keys[number(escaped_keys.size() - 1)]);
  return std::string(plain_keys[number(plain_keys.size() - 1)]);
}

std::string random_case::text() {
  constexpr std::array<std::string_view, 12> pieces = {
      "a", "\"", "\\", "\n", "\x01", "\x7f", "é", "😀", "{", "], ", "\": ", "a longer run of text"};
  std::string out;
  const std::size_t count = number(6);
  for (std::size_t i = 0; i < count; ++i) out += pieces[number(pieces.size() - 1)];
  return out;
}

std::string random_case::digits() {
  const std::size_t count = chance(50) ? 300 + number(20) : 1 + number(20);
  std::string out(1, static_cast<char>('0' + number(9)));
  if (out != "0") {
    while (out.size() < count) out += static_cast<char>('0' + number(9));
  }
  return out != "0" && chance(300) ? "-" + out : out;
}

std::string random_case::instant() {
  constexpr std::array<std::string_view, 9> offsets = {
      "+00:00", "+00", "Z", "+02", "-08:00", "+05:30", "+05:30:15", "-23:59:59", ""};
  char clock[64];
  const auto pick = [&](std::size_t highest) { return static_cast<int>(number(highest)); };
  const int year = chance(100) ? 9999 * pick(1) : pick(9999);
  std::snprintf(clock, sizeof clock, "%04d-%02d-%02d%c%02d:%02d:%02d", year, pick(11) + 1,
                pick(30) + 1, chance(500) ? 'T' : ' ', pick(23), pick(59), pick(59));
  const std::string fraction = chance(500) ? "" : "." + std::to_string(number(999999));
  return clock + fraction + std::string(offsets[number(offsets.size() - 1)]);
}

}  // namespace fraiseql::transform
