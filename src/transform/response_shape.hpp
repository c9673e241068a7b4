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
#include "transform/padded_text.hpp"

namespace fraiseql::transform {

// What a leaf's stored text must be, and how it is written (leaf.cpp).
using leaf = scalars::kind;

struct object_shape;
struct abstract_shape;
struct connection_shape;

// What an object comes as. Without columns it is its document, a jsonb object. Else it is a row: a
// list `[document, column, ...]`, or `[column, ...]`; at the root the columns of a row of the
// statement. A row whose document is null, or that is null itself, is null.
struct row_layout {
  bool has_document = true;
  std::uint32_t columns = 0;  // beside the document

  [[nodiscard]] bool is_row() const { return columns > 0 || !has_document; }
  // The values of a row.
  [[nodiscard]] std::uint32_t width() const { return columns + (has_document ? 1 : 0); }
};

// A value: a leaf, an object, one of several objects, or a connection, under zero or more lists.
struct value_shape {
  // Bit 0: the innermost value is non-null; bit i: the i-th list around it is.
  std::uint32_t non_null = 0;
  std::uint8_t list_depth = 0;
  leaf kind = leaf::json;                               // of a leaf
  std::shared_ptr<const scalars::rule> rule = {};       // of a leaf of the kind `ruled`
  std::unique_ptr<const object_shape> object = {};      // not a leaf
  std::unique_ptr<const abstract_shape> abstract = {};  // not a leaf
  row_layout layout = {};                               // of an object or one of several
  std::unique_ptr<const connection_shape> connection = {};
  // Of the one row that belongs to an object: that object's type. Null is then no stored one.
  std::string belongs_to = {};
};

struct field_shape {
  std::string response_key;
  padded_text prefix;  // `"alias":`, escaped, without the comma before it
  // Index into object_shape::keys, behind these of the row's columns, or typename_key or null_key.
  std::uint32_t key = 0;
  source_location location = {};  // in the document, for errors
  value_shape value = {};
  // The value was worked out by the program and put into the document: as the only element
  // of a list, or as a number, that of the error there is instead.
  bool is_computed = false;
};

// The field is `__typename`: no stored key, object_shape::type_name is written.
inline constexpr std::uint32_t typename_key = 0xFFFFFFFF;
// The field is null, whatever is stored.
inline constexpr std::uint32_t null_key = 0xFFFFFFFE;
// Whether a field has its place among the keys and columns.
constexpr bool is_stored_key(std::uint32_t key) { return key < null_key; }

struct object_shape {
  std::string type_name;
  std::vector<padded_text> keys;    // distinct, in jsonb order; see jsonb_key_less
  std::vector<field_shape> fields;  // in response order
};

// A value of an interface or a union: the stored object says which of its types it is.
struct abstract_shape {
  std::string type_name;
  std::string discriminator;           // the stored key whose string names the type
  std::vector<object_shape> possible;  // ordered by type_name
};

using json::jsonb_key_less;

// What a field of a connection, of its edges or of its page is: as schema::connection_part, which
// this room does not know, but with `__typename`, which no type defines.
enum class connection_part : std::uint8_t {
  type_name,
  edges,
  page_info,
  total_count,
  cursor,
  node,
  has_next_page,
  has_previous_page,
  start_cursor,
  end_cursor,
};

struct connection_field {
  connection_part part = connection_part::type_name;
  std::string response_key;
  padded_text prefix = {};  // `"alias":`, without the comma before it; of type_name also its value
  source_location location = {};
  value_shape node = {};                      // of node: an object or one of several
  std::vector<connection_field> fields = {};  // of edges and page_info
};

// A page of rows and what lies beside it. As a value it is a list of
//   0  the size of the page
//   1  how many rows there are in all, or null where that is not asked
//   2  whether there are rows before the first, as far as a cursor says; null is false
//   3  whether there are rows behind the last, likewise
//   4  the rows, in their order: a list of at most one more than the page has. The one more
//      says that there are more, and is not answered.
// Each row is laid out as the nodes are, also where it has one value only: a list. Where cursors
// are answered its last column is the values that the row is ordered by, as a list. At the root the
// statement's rows have 0 to 3 in their first four columns, and then those of the row; a single row
// whose size is negative stands for none.
struct connection_shape {
  std::string type_name;                 // of the connection, for messages
  std::vector<connection_field> fields;  // in response order
  row_layout layout;                     // of a row, with its cursor
  bool has_cursors = false;
  bool is_backward = false;       // the one more is the first of the rows, not the last
  std::uint64_t fingerprint = 0;  // of the cursors
};

// How a root field's rows become its value.
enum class cardinality : std::uint8_t {
  one,   // the first row's value, null without a row
  many,  // a list of the rows
  connection,
};

struct response_shape {
  std::string response_key;
  std::string prefix;  // `"alias":`
  cardinality rows = cardinality::one;
  // The shape of one row's document. For `many`, the list itself is not part of it; for
  // `connection` it is that of the connection.
  value_shape value = {};
  bool list_non_null = false;  // of `many`: whether the list itself is non-null
};

// The text form of a shape, an indented line a field, for explain and golden cases.
std::string to_text(const response_shape& shape);

}  // namespace fraiseql::transform
