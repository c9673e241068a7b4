#include "postgres/prepared_cache.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fraiseql::postgres {
namespace {

TEST(prepared_cache, gives_a_new_text_a_new_name_and_a_known_one_its_own) {
  prepared_cache cache(2);
  const auto a = cache.take("a");
  EXPECT_TRUE(a.is_new);
  EXPECT_EQ(a.evicted, std::nullopt);
  const auto again = cache.take("a");
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.name, a.name);
  EXPECT_NE(cache.take("b").name, a.name);
}

TEST(prepared_cache, holds_as_many_as_its_capacity_and_drops_the_least_recently_used) {
  prepared_cache cache(2);
  cache.take("a");
  const auto b = cache.take("b");
  EXPECT_EQ(cache.size(), 2U);
  cache.take("a");
  EXPECT_EQ(cache.take("c").evicted, b.name);
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_FALSE(cache.take("a").is_new);
  EXPECT_TRUE(cache.take("b").is_new);
}

TEST(prepared_cache, never_uses_a_name_twice) {
  prepared_cache cache(1);
  std::set<std::string> names;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(names.insert(cache.take(i % 2 == 0 ? "a" : "b").name).second);
  }
  cache.forget("b");
  EXPECT_TRUE(names.insert(cache.take("b").name).second);
}

TEST(prepared_cache, gives_the_name_of_what_it_forgets) {
  prepared_cache cache(2);
  const auto a = cache.take("a");
  EXPECT_EQ(cache.forget("a"), a.name);
  EXPECT_EQ(cache.forget("a"), std::nullopt);
  EXPECT_EQ(cache.forget("never there"), std::nullopt);
  EXPECT_EQ(cache.size(), 0U);
  EXPECT_TRUE(cache.take("a").is_new);
}

}  // namespace
}  // namespace fraiseql::postgres
