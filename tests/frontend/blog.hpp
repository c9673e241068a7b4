// A module that uses all of the C++ front-end. Like quickstart.cpp, its source sees only the
// public umbrella header.
#pragma once

#include "fraiseql/schema.hpp"

namespace fraiseql::frontend {

api::schema blog();

}  // namespace fraiseql::frontend
