// A read as one SELECT. Private to the room.
#pragma once

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// `schema.function(p_title => $1)`: named notation, so what is not passed has its DEFAULT.
void add_call(fragment& out, const plan::function_call& call);

// The rows, a column for each value of their layout (transform/response_shape.hpp).
void add_read(fragment& out, const plan::read& read);

// The row that the function of a call wrote, in the transaction of the call. `must_find`: that
// there is none is an error (statement.hpp, no_row_token).
void add_read_back(fragment& out, const plan::call& call);

}  // namespace fraiseql::sql
