// The schema of the golden cases: the quickstart's notes, and a library with an interface, a
// union, an enumeration and fields that the program works out.
#pragma once

#include <memory>

#include "schema/schema.hpp"

namespace fraiseql::testing {

// Stops the program if the builder refuses it.
std::shared_ptr<const schema::schema> golden_schema();

}  // namespace fraiseql::testing
