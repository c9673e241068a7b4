// run: makes the program its own command line (serve, schema, explain, ...).
#pragma once

#include "fraiseql/schema.hpp"
#include "fraiseql/settings.hpp"

namespace fraiseql::api {

// What main() returns. Blocks while serving.
int run(const schema& declared, int argc, char** argv, const settings& chosen = {});

}  // namespace fraiseql::api
