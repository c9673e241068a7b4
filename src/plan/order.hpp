// From `orderBy` to the order of a list's rows (docs/api/lists.md, "Order"). Private to the room.
#pragma once

#include <string>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/location.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

struct ordering {
  std::vector<order_key> keys;
  bool is_id_descending = false;
  std::string text;  // the same for the same order, for a cursor's fingerprint
};

// At most schema::max_order_keys, and each field once: said again it orders nothing. Errors are
// BAD_USER_INPUT with their location.
result<ordering, graphql_error> plan_order(const validation::selected_field& field,
                                           const scope& rows, const planning_options& options);

}  // namespace fraiseql::plan
