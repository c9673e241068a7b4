// examples/blog for tests: its directory copied to a temporary place.
#pragma once

#include "end_to_end/quickstart.hpp"

namespace fraiseql::testing {

struct blog_project : quickstart_project {
  blog_project() : quickstart_project("examples/blog", "blog") {}
};

}  // namespace fraiseql::testing
