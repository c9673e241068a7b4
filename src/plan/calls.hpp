// From a field that calls a function of the database to what it is passed. Private to the room.
#pragma once

#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// Fields of the input that were not given are not passed, so that the function's defaults apply.
// Without a `found` function lists and objects are passed as jsonb, and a value comes back.
function_call plan_function_call(const validation::selected_field& field,
                                 const schema::call_binding& binding, const found_function* found);

}  // namespace fraiseql::plan
