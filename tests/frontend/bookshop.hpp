// A program that says all that directives can say as well, so that both can be compared. Like
// quickstart.cpp, its source sees only the public umbrella header.
#pragma once

#include "fraiseql/schema.hpp"

namespace fraiseql::frontend {

api::schema bookshop();

}  // namespace fraiseql::frontend
