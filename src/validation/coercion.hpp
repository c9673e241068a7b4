// Coerce the variables of a request (specification 6.1.2 "Coercing Variable Values").
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

// The operation's variables from the request's `variables` (an object, or null where
// absent). Unknown members are ignored, as the specification has it. Objects come out
// with their fields in the order of their declaration, defaults filled in. Errors have
// code BAD_USER_INPUT, the location of the variable's definition and a message that
// names the variable and the path inside it: `variable "$input" got an invalid value at
// "input.title": expected a non-null String`. Suggestions are shown as to validate().
result<json::variables, std::vector<graphql_error>> coerce_variables(
    const validated_document& document, const language::operation_node& operation,
    const json::value& variables);

// What of the variables changes the structure of an operation: null or not, the keys of
// objects, the length of lists of objects, enumeration values, booleans, which values of a
// connection's cursor are null; never the value of another scalar. Equal texts mean that one
// prepared operation serves both.
std::string structure_of(const validated_document& document,
                         const language::operation_node& operation,
                         const json::variables& variables);

}  // namespace fraiseql::validation
