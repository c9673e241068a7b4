// From `__schema` or `__type` to a step that is answered without a statement. Private to
// the room.
#pragma once

#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// A `__schema` or `__type` below the root, where a field gives the query type again; nullptr
// where there is none. It cannot be answered there: the value of that field is a document.
const validation::selected_field* find_nested_introspection(const validation::selected_field& root);

// `field` is a meta-field of the query root whose type is one of introspection's.
step plan_introspection(const validation::selected_field& field);

}  // namespace fraiseql::plan
