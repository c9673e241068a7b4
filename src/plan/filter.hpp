// From a filter, the client's and the field's own, to conditions (docs/api/filters.md). Private
// to the room.
#pragma once

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/location.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// The field's own conditions and then those of `where`. A filter never fails open: what says
// nothing, null, and a variable inside that was not provided are BAD_USER_INPUT at their place,
// with what to write instead. `numbers` are those of the statement that has `rows`.
result<conditions, graphql_error> plan_filter(const validation::selected_field& field,
                                              const schema::find_binding& find, const scope& rows,
                                              numbering& numbers, const planning_options& options);

// Those of `having`, which are on groups; the same holds of them.
result<conditions, graphql_error> plan_having(const validation::selected_field& field,
                                              const scope& group, numbering& numbers,
                                              const planning_options& options);

}  // namespace fraiseql::plan
