// A request that works on any schema, to be pasted into a terminal.
#pragma once

#include <string>

#include "schema/schema.hpp"

namespace fraiseql::cli {

// A `curl` line that asks for the scalars of the first list of the schema; where there is none,
// of the first field without required arguments, or else for `__typename`.
std::string try_it(const schema::schema& schema, const std::string& address);

}  // namespace fraiseql::cli
