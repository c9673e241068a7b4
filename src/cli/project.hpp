// A project without a compiler: a schema file that binds types to a database, and what lies
// beside it.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/command_line.hpp"

namespace fraiseql::cli {

// Of a project, where no other is named.
inline constexpr const char* default_schema_file = "schema.graphql";

// The project of a schema file; "" is schema.graphql in the current directory. What is wrong went
// to standard error.
result<served_project, exit_status> open_project(const std::string& file);

}  // namespace fraiseql::cli
