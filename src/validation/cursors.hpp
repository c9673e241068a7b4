// What of a cursor (json/cursor.hpp) is structure: which of its values are null, since they are
// compared otherwise. Private to the room.
#pragma once

#include <string>

#include "json/value.hpp"
#include "schema/type.hpp"

namespace fraiseql::validation {

// Whether an argument takes a cursor.
bool is_cursor(const schema::input_value& argument);

// A letter for each value of the cursor that `given` is, `n` for null and `v` else; "" where it is
// none, or has more values than an ordering has fields.
std::string letters_of_cursor(const json::value* given);

}  // namespace fraiseql::validation
