// A read as one SELECT. Private to the room.
#pragma once

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// The rows, a column for each value of their layout (transform/response_shape.hpp).
void add_read(fragment& out, const plan::read& read);

// The same of a look-up, for a list of keys: first the key of each row. Needs that it compares
// nothing but its key.
void add_read_of_many(fragment& out, const plan::read& read);

// What the function of a call wrote or returned, in the transaction of the call. `must_find`: that
// there is no row is an error (statement.hpp, no_row_token). Needs that something is read.
void add_read_back(fragment& out, const plan::call& call);

}  // namespace fraiseql::sql
