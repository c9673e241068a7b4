// Coerce what a request gives to what the schema declares (specification 3.5 to 3.11
// "Input Coercion" and 6.1.2 "Coercing Variable Values").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "json/value.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation {

// One leaf value, as JSON would give it. The coerced form: Int and BigInt a number of
// plain digits (BigInt also from a string), Decimal a string of its digits, ID a string
// (also from an integer), UUID a string in lower case with hyphens, DateTime a string in
// RFC 3339 as given. The failure's message says what was expected and what came:
// `Int cannot represent a value outside of 32 bits: 2147483648`.
result<json::value> coerce_leaf(const schema::type& leaf, const json::value& given);

// The same for a literal of the document: `1` is no String, `"1"` no Int, an
// enumeration is given by its name without quotes.
result<json::value> coerce_leaf(const schema::type& leaf, const language::value_node& given);

// The operation's variables from the request's `variables` (an object, or null where
// absent). Unknown members are ignored, as the specification has it. Objects come out
// with their fields in the order of their declaration, defaults filled in. Errors have
// code BAD_USER_INPUT, the location of the variable's definition and a message that
// names the variable and the path inside it: `variable "$input" got an invalid value at
// "input.title": expected a non-null String`.
result<json::variables, std::vector<graphql_error>> coerce_variables(
    const validated_document& document, const language::operation_node& operation,
    const json::value& variables);

// What of the variables changes the structure of an operation: null or not, the keys of
// objects, the length of lists of objects, enumeration values, booleans; never the
// value of another scalar. Equal texts mean that one prepared operation serves both.
std::string structure_of(const validated_document& document,
                         const language::operation_node& operation,
                         const json::variables& variables);

}  // namespace fraiseql::validation
