// log_detail: all that PostgreSQL said of an error, in one line for the log. Private to the room.
#pragma once

#include <string>

#include "postgres/error.hpp"

namespace fraiseql::execution {

std::string log_detail(const postgres::error& why);

}  // namespace fraiseql::execution
