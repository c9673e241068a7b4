// What is a vector and what is none; tests/vectors asks pgvector.
#include "scalars/vector.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace fraiseql::scalars {
namespace {

TEST(vector, reads_a_number_as_single_precision) {
  EXPECT_EQ(to_single("0.1"), 0.1F);
  EXPECT_EQ(to_single("-2"), -2.0F);
  EXPECT_EQ(to_single("16777217"), 16'777'216.0F);
  EXPECT_EQ(to_single("3.4028235e38"), std::numeric_limits<float>::max());
  EXPECT_EQ(to_single("1e-45"), std::numeric_limits<float>::denorm_min());
}

TEST(vector, takes_what_is_too_small_for_zero_and_refuses_what_is_too_large) {
  for (const char* small : {"1e-46", "0.00000001e-400", "1e-99999999999"}) {
    EXPECT_EQ(to_single(small), 0.0F) << small;
    EXPECT_TRUE(std::signbit(*to_single("-" + std::string(small)))) << small;
  }
  for (const char* large : {"1e39", "3.40282357e38", "1e99999999999",
                            "1"
                            "0000000000000000000"
                            "00000000000000000000"}) {
    EXPECT_EQ(to_single(large), std::nullopt) << large;
    EXPECT_EQ(to_single("-" + std::string(large)), std::nullopt) << large;
  }
}

TEST(vector, says_each_number_in_a_text_that_means_it) {
  std::mt19937 random(7);  // NOLINT: the same ones each time
  for (int i = 0; i < 10'000; ++i) {
    const auto bits = static_cast<std::uint32_t>(random());
    float number = 0;
    static_assert(sizeof number == sizeof bits);
    std::memcpy(&number, &bits, sizeof bits);
    if (!std::isfinite(number)) continue;
    const std::string text = single_text(number);
    EXPECT_EQ(to_single(text), number) << text;
    EXPECT_EQ(form_of_vector("[" + text + "]"), vector_form::well) << text;
  }
}

TEST(vector, reads_all_numbers_of_a_text) {
  EXPECT_EQ(read_vector("[0.5,-1, 2e3]"), (std::vector<float>{0.5F, -1, 2000}));
  EXPECT_EQ(read_vector(" [ 1 ] "), std::vector<float>{1});
  for (const char* wrong : {"", "[", "[]", "[1", "[1,", "[1,]", "[,1]", "[1]]", "[[1]]", "1", "[a]",
                            "[1;2]", "[-]", "[1.]", "[.1]", "[1e+]", "[00]", "[1e39]", "[nan]"}) {
    EXPECT_EQ(read_vector(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace fraiseql::scalars
