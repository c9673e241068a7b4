// The code front-end: makes declarations of a program's structs and functions.
#pragma once

#include "fraiseql/schema.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// Adds all that `declared` registers: its fields in their order, the types they use, and
// what is wrong with them as errors. Calls each field function once.
void fill(schema::schema_builder& builder, const api::schema& declared);

}  // namespace fraiseql::frontend
