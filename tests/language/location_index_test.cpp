#include "language/location_index.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fraiseql::language {
namespace {

// Every kind of line end and of character, over more bytes than lie between two places
// that the index keeps.
std::string long_text() {
  std::string text = "{ __typename }\r\n# \xC3\xA9\xF0\x9F\x98\x80\r\r\n\n";
  for (int i = 0; i < 60; ++i) text += i % 3 == 0 ? "\r\n#\xC3\xA9" : "# \xC3\xA9,\n";
  return text;
}

TEST(location_index, gives_the_same_in_any_order_as_when_asked_once) {
  const std::string text = long_text();
  location_index asked_often(text);
  for (auto at = static_cast<std::uint32_t>(text.size()) + 2; at-- > 0;) {
    EXPECT_EQ(asked_often.at(at), location_index(text).at(at)) << at;
  }
}

TEST(location_index, gives_the_place_of_the_end_past_it) {
  const std::string text = "{\n a }";
  EXPECT_EQ(location_index(text).at(100), (source_location{2, 5}));
}

TEST(location_index, counts_columns_in_utf16_code_units) {
  const std::string text = "\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80x";  // 2, 3, 4 and 1 bytes
  EXPECT_EQ(location_index(text).at(2), (source_location{1, 2}));
  EXPECT_EQ(location_index(text).at(5), (source_location{1, 3}));
  EXPECT_EQ(location_index(text).at(9), (source_location{1, 5}));
  EXPECT_EQ(location_index(text).at(10), (source_location{1, 6}));
}

}  // namespace
}  // namespace fraiseql::language
