// Coerce one leaf value to what its scalar or enumeration declares (specification 3.5 and
// 3.9 "Input Coercion").
#pragma once

#include "base/result.hpp"
#include "json/item.hpp"
#include "json/value.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"

namespace fraiseql::schema {

// One leaf value, as JSON would give it. The coerced form: Int and BigInt a number of
// plain digits (BigInt also from a string), Decimal a string of its digits, ID a string
// (also from an integer), the texts of a form (scalars/text.hpp) a string in canonical form.
// The failure's message says what was expected and what came:
// `Int cannot represent a value outside of 32 bits: 2147483648`; its hint is
// `; did you mean "RED"?` where an enumeration has a value like the one given.
result<json::value> coerce_leaf(const type& leaf, const json::item& given);

// The same for a literal of the document: `1` is no String, `"1"` no Int, an
// enumeration is given by its name without quotes.
result<json::value> coerce_leaf(const type& leaf, const language::value_node& given);

}  // namespace fraiseql::schema
