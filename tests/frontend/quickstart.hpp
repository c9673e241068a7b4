// What the quickstart registers. Its source sees only the public umbrella header, as a
// user's program does, which no source that sees the engine can include.
#pragma once

#include "fraiseql/schema.hpp"

namespace fraiseql::frontend {

api::schema quickstart();

}  // namespace fraiseql::frontend
