#include "base/blocks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace fraiseql {
namespace {

TEST(blocks, are_used_again_by_the_next_of_their_size) {
  blocks pool;
  void* const first = pool.take(64);
  pool.give_back(first, 64);
  EXPECT_EQ(pool.take(64), first);
  pool.give_back(first, 64);
}

TEST(blocks, of_another_size_than_the_first_are_not_kept) {
  blocks pool;
  void* const first = pool.take(64);
  void* const other = pool.take(1'000);
  pool.give_back(other, 1'000);
  void* const second = pool.take(64);
  EXPECT_NE(second, first);
  pool.give_back(first, 64);
  pool.give_back(second, 64);
}

TEST(blocks, are_kept_up_to_a_number_of_them) {
  blocks pool;
  std::array<void*, blocks::most + 1> all{};
  for (void*& one : all) one = pool.take(64);
  for (void* const one : all) pool.give_back(one, 64);
  std::set<void*> kept(all.begin(), all.end() - 1);
  for (std::size_t i = 0; i < blocks::most; ++i) {
    void*& one = all[i];
    one = pool.take(64);
    EXPECT_EQ(kept.erase(one), 1U);
  }
  EXPECT_TRUE(kept.empty());
  for (std::size_t i = 0; i < blocks::most; ++i) pool.give_back(all[i], 64);
}

struct counted {
  explicit counted(int& of) : alive(of) { ++alive; }
  ~counted() { --alive; }
  counted(const counted&) = delete;
  counted& operator=(const counted&) = delete;
  int& alive;
};

// What is shared may be held longer than who made it lives.
TEST(blocks, of_an_object_that_is_shared_live_as_long_as_it) {
  int alive = 0;
  std::shared_ptr<counted> held;
  {
    const auto pool = std::make_shared<blocks>();
    held = std::allocate_shared<counted>(block_allocator<counted>(pool), alive);
    const auto other = std::allocate_shared<counted>(block_allocator<counted>(pool), alive);
    EXPECT_EQ(alive, 2);
  }
  EXPECT_EQ(alive, 1);
  held.reset();
  EXPECT_EQ(alive, 0);
}

}  // namespace
}  // namespace fraiseql
