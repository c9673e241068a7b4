#include "base/meters.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "base/graphql_error.hpp"

namespace fraiseql {
namespace {

inline constexpr std::array<std::uint64_t, 3> some_bounds = {10, 20, 40};

TEST(meters, count_up) {
  counter counted;
  EXPECT_EQ(counted.value(), 0U);
  counted.add();
  counted.add(41);
  EXPECT_EQ(counted.value(), 42U);
}

TEST(meters, of_an_amount_rise_and_fall) {
  gauge amount;
  amount.rise();
  amount.rise(4);
  amount.fall(2);
  EXPECT_EQ(amount.value(), 3U);
  amount.set(7);
  EXPECT_EQ(amount.value(), 7U);
}

TEST(meters, put_a_value_at_a_bound_below_it_and_one_past_it_above) {
  histogram<some_bounds> values;
  for (const std::uint64_t one : {0U, 10U, 11U, 20U, 40U, 41U, 1'000U}) values.add(one);
  EXPECT_EQ(values.bucket(0), 2U);
  EXPECT_EQ(values.bucket(1), 2U);
  EXPECT_EQ(values.bucket(2), 1U);
  EXPECT_EQ(values.bucket(3), 2U);
  EXPECT_EQ(values.sum(), 0U + 10 + 11 + 20 + 40 + 41 + 1'000);
}

TEST(meters, may_be_read_while_they_are_written) {
  constexpr std::uint64_t many = 100'000;
  counter counted;
  std::thread writer([&] {
    for (std::uint64_t i = 0; i < many; ++i) counted.add();
  });
  std::uint64_t last = 0;
  while (last < many) {
    const std::uint64_t now = counted.value();
    ASSERT_GE(now, last);
    last = now;
  }
  writer.join();
  EXPECT_EQ(counted.value(), many);
}

TEST(error_codes, are_as_many_as_have_a_name) {
  std::set<std::string_view> names;
  for (std::size_t at = 0; at < error_codes; ++at) {
    names.insert(to_string(static_cast<error_code>(at)));
  }
  EXPECT_EQ(names.size(), error_codes);
}

}  // namespace
}  // namespace fraiseql
