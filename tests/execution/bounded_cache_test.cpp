#include "execution/bounded_cache.hpp"

#include <gtest/gtest.h>

namespace fraiseql::execution {
namespace {

std::shared_ptr<const int> shared(int value) { return std::make_shared<const int>(value); }

// What an entry weighs beside the bytes told for its value.
std::size_t overhead_of(const std::string& key) {
  bounded_cache<int> measured(1'000'000);
  measured.insert(key, shared(0), 0);
  return measured.bytes();
}

TEST(bounded_cache, gives_what_was_put_in_and_nothing_else) {
  bounded_cache<int> cache(10'000);
  cache.insert("a", shared(1), 10);
  ASSERT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(*cache.find("a"), 1);
  for (const char* other : {"", "b", "A", "aa", "a "})
    EXPECT_EQ(cache.find(other), nullptr) << other;
}

TEST(bounded_cache, tells_keys_apart_that_differ_in_one_byte_or_behind_a_zero) {
  bounded_cache<int> cache(100'000);
  const std::string zero("k\0a", 3);
  const std::string other_zero("k\0b", 3);
  cache.insert(zero, shared(1), 0);
  EXPECT_EQ(cache.find(other_zero), nullptr);
  EXPECT_EQ(cache.find("k"), nullptr);
  cache.insert(other_zero, shared(2), 0);
  EXPECT_EQ(*cache.find(zero), 1);
  EXPECT_EQ(*cache.find(other_zero), 2);
}

TEST(bounded_cache, keeps_as_many_bytes_as_its_bound_and_not_one_more) {
  const std::size_t each = 100 + overhead_of("a");
  bounded_cache<int> exact(2 * each);
  exact.insert("a", shared(1), 100);
  exact.insert("b", shared(2), 100);
  EXPECT_EQ(exact.size(), 2U);
  EXPECT_EQ(exact.bytes(), 2 * each);

  bounded_cache<int> one_less(2 * each - 1);
  one_less.insert("a", shared(1), 100);
  one_less.insert("b", shared(2), 100);
  EXPECT_EQ(one_less.size(), 1U);
  EXPECT_EQ(one_less.bytes(), each);
  EXPECT_EQ(one_less.find("a"), nullptr);
  EXPECT_NE(one_less.find("b"), nullptr);
}

TEST(bounded_cache, counts_the_key_with_the_value) {
  EXPECT_GT(overhead_of(std::string(1000, 'k')), overhead_of("k") + 999);
}

TEST(bounded_cache, does_not_keep_what_alone_passes_the_bound_nor_drop_others_for_it) {
  bounded_cache<int> cache(1'000);
  cache.insert("a", shared(1), 10);
  cache.insert("b", shared(2), 1'001);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
}

TEST(bounded_cache, drops_the_least_recently_used_first) {
  const std::size_t each = 100 + overhead_of("a");
  bounded_cache<int> cache(3 * each);
  for (const char* key : {"a", "b", "c"}) cache.insert(key, shared(0), 100);
  cache.find("a");
  cache.insert("d", shared(0), 100);
  EXPECT_EQ(cache.find("b"), nullptr);
  for (const char* key : {"a", "c", "d"}) EXPECT_NE(cache.find(key), nullptr) << key;
}

TEST(bounded_cache, drops_as_many_as_a_large_one_needs) {
  const std::size_t each = 100 + overhead_of("a");
  bounded_cache<int> cache(3 * each);
  for (const char* key : {"a", "b", "c"}) cache.insert(key, shared(0), 100);
  cache.insert("d", shared(0), 100 + each);
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_NE(cache.find("c"), nullptr);
  EXPECT_EQ(cache.bytes(), 3 * each);
}

TEST(bounded_cache, keeps_the_first_of_two_values_for_one_key) {
  bounded_cache<int> cache(10'000);
  cache.insert("a", shared(1), 10);
  const std::size_t before = cache.bytes();
  cache.insert("a", shared(2), 10);
  EXPECT_EQ(*cache.find("a"), 1);
  EXPECT_EQ(cache.bytes(), before);
}

TEST(bounded_cache, counts_what_it_finds_and_holds_and_drops) {
  cache_meters counted;
  {
    bounded_cache<int> cache(100 + overhead_of("a"), &counted);
    EXPECT_EQ(cache.find("a"), nullptr);
    cache.insert("a", shared(7), 100);
    EXPECT_NE(cache.find("a"), nullptr);
    EXPECT_EQ(counted.entries.value(), 1U);
    EXPECT_EQ(counted.bytes.value(), cache.bytes());
    cache.insert("b", shared(8), 50);
    EXPECT_EQ(counted.entries.value(), 1U);
    EXPECT_EQ(counted.bytes.value(), cache.bytes());
    EXPECT_EQ(counted.hits.value(), 1U);
    EXPECT_EQ(counted.misses.value(), 1U);
    EXPECT_EQ(counted.evictions.value(), 1U);
  }
  // The next one begins empty and goes on counting.
  const bounded_cache<int> next(10, &counted);
  EXPECT_EQ(counted.entries.value(), 0U);
  EXPECT_EQ(counted.bytes.value(), 0U);
  EXPECT_EQ(counted.hits.value(), 1U);
}

TEST(bounded_cache, leaves_a_dropped_value_to_those_who_hold_it) {
  bounded_cache<int> cache(100 + overhead_of("a"));
  cache.insert("a", shared(7), 100);
  const auto held = cache.find("a");
  cache.insert("b", shared(8), 100);
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(*held, 7);
}

}  // namespace
}  // namespace fraiseql::execution
