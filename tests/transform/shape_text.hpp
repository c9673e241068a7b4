// shape_text: response shapes from a short notation, so that a case shows its shape in
// a line. A type is written as in GraphQL (leafs: JSON String ID Boolean Int Float BigInt
// Decimal DateTime), an object's fields in braces behind its type:
//
//   Note! { id: ID!  label from title: String  tags: [String!]!  __typename }
//
// A field reads the stored key of its own name, or the one behind `from`; one with `computed`
// behind its name is worked out by the program. `Color(red=RED,blue=BLUE)` is an enumeration
// with its stored spellings. An interface or union names its key and has its types inside:
//
//   [Media!] by type { Book { title: String }  Film { minutes: Int } }
//
// What comes as a row says so before its braces: `row 2` is its document and two columns,
// `columns 2` has no document. `at 0` behind a field's name is the first column. A connection
// says how it is a page, and has its parts inside, each behind `from` where its key is another:
//
//   PostConnection! page backward row 1 cursors {
//     e from edges { node: Post! { title: String }  cursor }  pageInfo { hasNextPage } }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "transform/response_shape.hpp"

namespace fraiseql::transform {

// The shape of one root field that answers its first row. Aborts on a wrong notation.
response_shape one_row(std::string_view type);

enum class list_null : std::uint8_t { allowed, refused };

// The shape of one root field that answers a list of its rows.
response_shape all_rows(std::string_view type, list_null null = list_null::allowed);

// The shape of one root field that answers its rows as a connection.
response_shape one_page(std::string_view type);

inline constexpr std::uint64_t fingerprint = 0x0123456789abcdef;  // of every page

// `"key":`, as a field_shape's prefix wants it.
std::string prefix_of(std::string_view response_key);

}  // namespace fraiseql::transform
