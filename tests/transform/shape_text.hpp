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

// `"key":`, as a field_shape's prefix wants it.
std::string prefix_of(std::string_view response_key);

}  // namespace fraiseql::transform
