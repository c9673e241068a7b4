#include "server/endpoint_settings.hpp"

#include <gtest/gtest.h>

namespace fraiseql::server {
namespace {

TEST(endpoint_settings, go_to_the_endpoint) {
  settings chosen;
  chosen.max_batch = 3;
  chosen.status_policy = status_policy::draft;
  chosen.cors_origins = "https://a.example";
  chosen.limits.json_depth = 7;
  chosen.explain = true;
  const auto made = endpoint_options_of(chosen);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->max_batch, 3U);
  EXPECT_EQ(made->policy, status_policy::draft);
  EXPECT_EQ(made->json_depth, 7U);
  EXPECT_TRUE(made->reading.with_explain);
  EXPECT_NE(made->cors.lines("https://a.example", answered_method::post), "");
}

TEST(endpoint_settings, that_cannot_be_obeyed_are_refused) {
  settings chosen;
  chosen.cors_credentials = true;
  EXPECT_FALSE(endpoint_options_of(chosen));
  chosen.cors_origins = "*";
  EXPECT_FALSE(endpoint_options_of(chosen));
  chosen.cors_origins = "https://a.example/path";
  EXPECT_FALSE(endpoint_options_of(chosen));
  chosen.cors_origins = "https://a.example";
  EXPECT_TRUE(endpoint_options_of(chosen));
}

}  // namespace
}  // namespace fraiseql::server
