// named_function: the function of PostgreSQL that a program means by a name, which it says only
// while it runs.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "postgres/group.hpp"
#include "sql/named_call.hpp"

namespace fraiseql::postgres {

// Asks for all functions of the name.
command look_up_named(const std::string& schema, const std::string& name);

// What it was answered.
std::vector<sql::named_function> named_functions(const rows& found, const std::string& schema,
                                                 const std::string& name);

// The one that has all that is given and defaults for everything else. The failure says what there
// is.
result<sql::named_function> choose(const std::vector<sql::named_function>& all,
                                   const std::string& name, const std::vector<std::string>& given);

}  // namespace fraiseql::postgres
