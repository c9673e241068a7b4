// admission: what of a mutation is refused because it could not be held to what it is promised.
// Private to the room.
#pragma once

#include <optional>

#include "base/graphql_error.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::execution {

struct mutation_promises {
  bool is_atomic = false;  // all of it is done, or nothing
  bool is_once = false;    // it is done at most once under a key
  bool has_keys = false;   // there is a place for keys
};

// BAD_USER_INPUT, or nothing: it may run.
std::optional<graphql_error> refused_mutation(const plan::query_plan& plan,
                                              const mutation_promises& promised);

}  // namespace fraiseql::execution
