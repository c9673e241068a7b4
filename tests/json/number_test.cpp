// The double of a JSON number, and the numbers that have none.
#include "json/number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace fraiseql::json {
namespace {

TEST(number, is_the_nearest_double) {
  EXPECT_EQ(to_double("0"), 0.0);
  EXPECT_EQ(to_double("-1.50"), -1.5);
  EXPECT_EQ(to_double("1e3"), 1000.0);
  EXPECT_EQ(to_double("1.7976931348623157e308"), 1.7976931348623157e308);
  EXPECT_EQ(to_double("5e-324"), 5e-324);
}

TEST(number, is_zero_where_it_is_too_small) {
  const std::string zeros(400, '0');
  for (const std::string& text : {std::string("1e-400"), "0." + zeros + "1", "1" + zeros + "e-900",
                                  "0." + zeros + "1e10", std::string("1e-99999999999999999999")}) {
    EXPECT_EQ(to_double(text), 0.0) << text;
  }
  EXPECT_TRUE(std::signbit(to_double("-1e-400").value()));
  EXPECT_EQ(to_double("0e400"), 0.0);
}

TEST(number, is_none_where_it_is_too_large) {
  const std::string zeros(400, '0');
  for (const std::string& text :
       {std::string("1e309"), std::string("-1e309"), "1" + zeros, "1" + zeros + "e-50",
        "0." + zeros + "1e+900", std::string("1e99999999999999999999")}) {
    EXPECT_FALSE(to_double(text)) << text;
  }
}

}  // namespace
}  // namespace fraiseql::json
