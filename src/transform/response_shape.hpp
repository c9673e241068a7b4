// response_shape: what the answer to one root field looks like, ready to be written.
//
// Made by the planner once per prepared operation, read-only afterwards. An object
// shape has the distinct stored keys it reads in jsonb's own order (byte length, then
// bytes: how PostgreSQL prints an object's keys) and the fields it writes in response
// order, each with its ready-made `"alias":` text. transform.hpp walks both.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fraiseql::transform {

// What a leaf's stored text must be, and how it is written.
enum class leaf : std::uint8_t {
  any,        // copied raw, whatever it is (scalar JSON)
  string,     // a JSON string
  id,         // a JSON string, or an integer written as a string
  boolean,    // true or false
  int32,      // a number without fraction (1.0 counts as 1) within 32 bits
  number,     // a finite JSON number (Float); a string such as "NaN" is an error
  big_int,    // an integer, number or string of digits; written as a string
  decimal,    // a number, or a string that spells one; written as a string
  date_time,  // RFC 3339 with an offset, from timestamptz text; written in UTC with Z
};

struct object_shape;

// A value: a leaf or an object, under zero or more lists.
struct value_shape {
  // Bit 0: the innermost value is non-null; bit i: the i-th list around it is.
  std::uint32_t non_null = 0;
  std::uint8_t list_depth = 0;
  leaf kind = leaf::any;
  std::unique_ptr<const object_shape> object = {};  // not a leaf
};

struct field_shape {
  std::string response_key;
  std::string prefix;     // `"alias":`, escaped, without the comma before it
  std::uint32_t key = 0;  // index into object_shape::keys, or typename_key
  value_shape value = {};
};

// The field is `__typename`: no stored key, object_shape::type_name is written.
inline constexpr std::uint32_t typename_key = 0xFFFFFFFF;

struct object_shape {
  std::string type_name;
  std::vector<std::string> keys;    // distinct, in jsonb order; see jsonb_key_less
  std::vector<field_shape> fields;  // in response order
};

// jsonb's order of an object's keys: shorter first, then by bytes.
bool jsonb_key_less(std::string_view a, std::string_view b);

// How a root field's rows become its value.
enum class cardinality : std::uint8_t {
  one,   // the first row's value, null without a row
  many,  // a list of the rows
};

struct response_shape {
  std::string response_key;
  std::string prefix;  // `"alias":`
  cardinality rows = cardinality::one;
  // The shape of one row's document. For `many`, the list itself is not part of it.
  value_shape value = {};
  bool list_non_null = false;  // of `many`: whether the list itself is non-null
};

// The text form of a shape, an indented line a field, for explain and golden cases.
std::string to_text(const response_shape& shape);

}  // namespace fraiseql::transform
