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

#include "base/graphql_error.hpp"
#include "json/jsonb.hpp"
#include "scalars/kind.hpp"
#include "scalars/rule.hpp"

namespace fraiseql::transform {

// What a leaf's stored text must be, and how it is written (leaf.cpp).
using leaf = scalars::kind;

struct object_shape;
struct abstract_shape;

// A value: a leaf, an object, or one of several objects, under zero or more lists.
struct value_shape {
  // Bit 0: the innermost value is non-null; bit i: the i-th list around it is.
  std::uint32_t non_null = 0;
  std::uint8_t list_depth = 0;
  leaf kind = leaf::json;                               // of a leaf
  std::shared_ptr<const scalars::rule> rule = {};       // of a leaf of the kind `ruled`
  std::unique_ptr<const object_shape> object = {};      // not a leaf
  std::unique_ptr<const abstract_shape> abstract = {};  // not a leaf
};

struct field_shape {
  std::string response_key;
  std::string prefix;             // `"alias":`, escaped, without the comma before it
  std::uint32_t key = 0;          // index into object_shape::keys, or typename_key
  source_location location = {};  // in the document, for errors
  value_shape value = {};
  // The value was worked out by the program and put into the document: as the only element
  // of a list, or as a number, that of the error there is instead.
  bool is_computed = false;
};

// The field is `__typename`: no stored key, object_shape::type_name is written.
inline constexpr std::uint32_t typename_key = 0xFFFFFFFF;

struct object_shape {
  std::string type_name;
  std::vector<std::string> keys;    // distinct, in jsonb order; see jsonb_key_less
  std::vector<field_shape> fields;  // in response order
};

// A value of an interface or a union: the stored object says which of its types it is.
struct abstract_shape {
  std::string type_name;
  std::string discriminator;           // the stored key whose string names the type
  std::vector<object_shape> possible;  // ordered by type_name
};

using json::jsonb_key_less;

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
