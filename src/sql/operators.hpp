// The words of SQL for types and operators. Private to the room.
#pragma once

#include "plan/query_plan.hpp"
#include "sql/fragment.hpp"

namespace fraiseql::sql {

// The cast of a document's text to the type that it is compared as: "::numeric"; "" for text.
keyword cast_of(plan::value_type type);

// How the operator stands between its two values: " = "; "" where it is more than that.
keyword infix(schema::filter_operator how);
bool is_infix(schema::filter_operator how);

// The operator of pgvector that gives the distance of two vectors: " <-> ".
keyword distance_operator(plan::metric by);

}  // namespace fraiseql::sql
