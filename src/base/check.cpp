#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace fraiseql {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "fraiseql: bug: %s does not hold at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace fraiseql
