// Coerce a Vector, the one scalar that is a list in JSON. Private to the room: leaf.hpp is the
// door.
#pragma once

#include "base/result.hpp"
#include "json/item.hpp"
#include "json/value.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"

namespace fraiseql::schema {

// The numbers in the fewest digits that mean them in single precision. The failure's message is
// one of coerce_leaf.
result<json::value> coerce_vector(const type& leaf, const json::item& given);
result<json::value> coerce_vector(const type& leaf, const language::value_node& given);

}  // namespace fraiseql::schema
