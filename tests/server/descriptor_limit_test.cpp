// The limit of the test's own process is lowered and put back.
#include "server/descriptor_limit.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace fraiseql::server {
namespace {

TEST(descriptor_limit, is_raised_to_the_hard_one) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit lowered{.rlim_cur = before.rlim_max / 2, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &lowered), 0);
  EXPECT_EQ(descriptor_limit(), before.rlim_max / 2);
  raise_descriptor_limit();
  EXPECT_EQ(descriptor_limit(), before.rlim_max);
  EXPECT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
}

TEST(http_connections, are_as_many_as_asked_for_when_there_are_descriptors_for_all) {
  constexpr std::size_t enough = 100 + 10 + descriptors_for_files;
  EXPECT_EQ(http_connections_within(enough, 10, 100), 100U);
  EXPECT_EQ(http_connections_within(enough + 1, 10, 100), 100U);
  EXPECT_EQ(http_connections_within(enough - 1, 10, 100), 99U);
}

TEST(http_connections, are_at_least_one) {
  EXPECT_EQ(http_connections_within(10 + descriptors_for_files + 1, 10, 100), 1U);
  EXPECT_EQ(http_connections_within(10 + descriptors_for_files, 10, 100), 1U);
  EXPECT_EQ(http_connections_within(0, 10, 100), 1U);
}

}  // namespace
}  // namespace fraiseql::server
