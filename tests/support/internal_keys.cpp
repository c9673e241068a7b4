// A plain search: no legitimate output of the suites holds either of the two.
#include "support/internal_keys.hpp"

#include <gtest/gtest.h>

#include <array>

namespace fraiseql::testing {

void expect_no_internal_key(std::string_view text, std::string_view where) {
  constexpr std::array<std::string_view, 2> prefixes = {"pk_", "fk_"};
  for (const std::string_view prefix : prefixes) {
    EXPECT_EQ(text.find(prefix), std::string_view::npos)
        << prefix << " shows in " << where << ": " << text;
  }
}

}  // namespace fraiseql::testing
