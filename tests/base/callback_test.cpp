#include "base/callback.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

namespace fraiseql {
namespace {

TEST(callback, is_called_with_what_it_is_given) {
  std::string seen;
  const callback<std::string, int> one = [&seen](std::string text, int number) {
    seen += text + std::to_string(number);
  };
  one("a", 1);
  one("b", 2);
  EXPECT_EQ(seen, "a1b2");
}

TEST(callback, may_be_none) {
  callback<> none;
  EXPECT_TRUE(none == nullptr);
  EXPECT_FALSE(none);
  none = [] {};
  EXPECT_TRUE(none != nullptr);
  const callback<> taken = std::exchange(none, nullptr);
  EXPECT_TRUE(none == nullptr);
  EXPECT_TRUE(taken);
}

// Small enough for its room, and not.
template <std::size_t Bytes>
void expect_to_move_and_end() {
  const auto held = std::make_shared<int>(0);
  {
    callback<> one = [held, filler = std::array<char, Bytes>{}] { *held += 1 + filler[0]; };
    EXPECT_EQ(held.use_count(), 2);
    callback<> other = std::move(one);
    EXPECT_TRUE(one == nullptr);
    EXPECT_EQ(held.use_count(), 2);
    other();
    callback<> third = [held] { *held += 10; };
    EXPECT_EQ(held.use_count(), 3);
    third = std::move(other);
    EXPECT_EQ(held.use_count(), 2);
    third();
    callback<>& itself = third;
    third = std::move(itself);
    third();
  }
  EXPECT_EQ(*held, 3);
  EXPECT_EQ(held.use_count(), 1);
}

TEST(callback, moves_what_it_holds_and_ends_it_once) {
  expect_to_move_and_end<1>();
  expect_to_move_and_end<callback<>::room - sizeof(std::shared_ptr<int>)>();
  expect_to_move_and_end<callback<>::room - sizeof(std::shared_ptr<int>) + 1>();
  expect_to_move_and_end<1'000>();
}

TEST(callback, holds_what_cannot_be_copied) {
  int seen = 0;
  const callback<int> inner = [&seen](int number) { seen = number; };
  inner(1);
  const callback<int> outer = [kept = std::make_unique<int>(2), &seen](int number) {
    seen = *kept + number;
  };
  outer(3);
  EXPECT_EQ(seen, 5);
}

}  // namespace
}  // namespace fraiseql
