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

TEST(token, refuses_control_characters_and_quotes_wherever_they_stand) {
  EXPECT_EQ(kind_of("\"\xc3\xa9\""), token::string);
  for (std::size_t size = 1; size < 70; ++size) {
    const std::string plain(size, 'a');
    EXPECT_EQ(kind_of('"' + plain + '"'), token::string) << size;
    for (std::size_t at = 0; at < size; ++at) {
      for (const char byte : {'\0', '\x1f', '"', '\\'}) {
        std::string text = '"' + plain + '"';
        text[at + 1] = byte;
        EXPECT_EQ(kind_of(text), token::malformed) << text;
      }
    }
  }
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
