// bind: a prepared request's values into the parameters of its statements. Private to
// the room.
#pragma once

#include <span>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "execution/prepare.hpp"
#include "postgres/group.hpp"

namespace fraiseql::execution {

// The commands of all steps, in their order, ready to be sent: of each as many as it has statements
// (prepared_operation::statements).
using bound_commands = std::vector<postgres::command>;

// Errors are BAD_USER_INPUT at the argument that does not fit.
result<bound_commands, std::vector<graphql_error>> bind(const prepared_request& request);

// Those of one step. Borrowed.
std::span<const postgres::command> commands_of(const prepared_operation& operation,
                                               const bound_commands& all, std::size_t step);

}  // namespace fraiseql::execution
