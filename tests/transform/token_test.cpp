#include "transform/token.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fraiseql::transform {
namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(token, takes_only_the_escapes_of_jsonb) {
  EXPECT_EQ(kind_of(R"("\"\\\/\b\f\n\r\t\u001f")"), token::string);
  for (const std::string_view text : {R"("\x")", R"("\")", R"("\u12")", R"("\u001")",
                                      R"("\ud83d\ude00")", R"("\u00g0")", R"("a"b")"}) {
    EXPECT_EQ(kind_of(text), token::malformed) << text;
  }
}

TEST(token, refuses_strings_that_are_not_utf_8) {
  EXPECT_EQ(kind_of("\"\xc3\xa9\""), token::string);
  EXPECT_EQ(kind_of("\"\xc3\""), token::malformed);
  EXPECT_EQ(kind_of("\"\xed\xa0\x80\""), token::malformed);
  EXPECT_EQ(kind_of("\"\x1f\""), token::malformed);
}

TEST(token, follows_raw_values_down_to_the_limit) {
  EXPECT_TRUE(is_jsonb(nested(max_raw_depth)));
  EXPECT_FALSE(is_jsonb(nested(max_raw_depth + 1)));
}

TEST(token, checks_nested_values_whole) {
  for (const std::string_view text :
       {"[]", "{}", "[1, 2]", R"([[], {}, [{"a": []}]])", R"({"a": {"b": [1, "x", null]}})"}) {
    EXPECT_TRUE(is_jsonb(text)) << text;
  }
  for (const std::string_view text : {"",
                                      "[",
                                      "]",
                                      "[}",
                                      "{]",
                                      "[1,2]",
                                      "[1, ]",
                                      "[, 1]",
                                      "[1 2]",
                                      "[1]]",
                                      R"({"a"})",
                                      R"({"a": })",
                                      R"({"a": 1, })",
                                      R"({1: 2})",
                                      R"({"a":1})",
                                      R"({"a": 1, 2})",
                                      "[nul]",
                                      "[01]",
                                      "[\"a]",
                                      R"([{"a": 1], 2})",
                                      "[] ",
                                      "1, 2"}) {
    EXPECT_FALSE(is_jsonb(text)) << text;
  }
}

}  // namespace
}  // namespace fraiseql::transform
