// The checks on an assembled schema (specification, the "Type Validation" parts of section 3).
// Private to the room.
#pragma once

#include <vector>

#include "schema/builder.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {

// Everything that is wrong with the types, fields, arguments, default values, interfaces,
// unions and directives of `checked`, whose references are all resolved. Default values are
// looked at as literals (input_value::default_literal) where they have that form.
std::vector<schema_error> check(const schema& checked);

}  // namespace fraiseql::schema
