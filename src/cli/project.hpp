// A project without a compiler: a schema file that binds types to a database, and what lies
// beside it.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/command_line.hpp"

namespace fraiseql::cli {

// The project of a schema file; "" is schema.graphql in the current directory. What is wrong went
// to standard error.
result<served_project, exit_status> open_project(const std::string& file);

}  // namespace fraiseql::cli
