#include "json/read.hpp"

#include <gtest/gtest.h>

#include "json/write.hpp"

namespace fraiseql::json {
namespace {

std::string round_trip(std::string_view text) {
  const auto read_back = read(text);
  return read_back ? to_text(*read_back) : "failure: " + read_back.error().message;
}

TEST(json_read, keeps_every_kind_of_value_and_the_order_of_members) {
  constexpr std::string_view text =
      R"({"z":[1,-2.50,1e400,12345678901234567890123],"a":{"b":null,"c":true,"d":false},"e":"x\"\n"})";
  EXPECT_EQ(round_trip(text), text);
}

TEST(json_read, takes_a_scalar_at_the_root) {
  EXPECT_EQ(round_trip(" 42 "), "42");
  EXPECT_EQ(round_trip("\"a\""), "\"a\"");
  EXPECT_EQ(round_trip("null"), "null");
  EXPECT_EQ(round_trip("true"), "true");
  EXPECT_EQ(round_trip("123456789012345678901234567890"), "123456789012345678901234567890");
}

TEST(json_read, decodes_escapes) { EXPECT_EQ(*read(R"("\u00e9\ud83d\ude00")"), value("é😀")); }

TEST(json_read, refuses_what_is_not_json) {
  for (const std::string_view text :
       {"",          " ",           "{",       "}",          "[1,]",     "[1 2]",
        "{\"a\" 1}", "{\"a\":1,}",  "{a:1}",   "nul",        "nulll",    "tru",
        "01",        "1.",          "-",       "+1",         "1e",       ".5",
        "[01]",      "[1.]",        "[-]",     "\"a",        "'a'",      "[nul]",
        "{\"a\":}",  "\"\\ud800\"", "\"\\x\"", "\"\x01\"",   "\"\xff\"", "[1]]",
        "{} {}",     "1 2",         "[NaN]",   "[Infinity]", "/**/1",    "[\"a\" \"b\"]",
        "1,2",       "1],[2",       "]",       "[",          ",",        "1]"}) {
    EXPECT_FALSE(read(text).ok()) << text;
  }
}

TEST(json_read, refuses_a_member_that_appears_twice) {
  EXPECT_EQ(round_trip(R"({"a":1,"b":{"c":1,"c":2}})"),
            "failure: the member \"c\" appears twice in one object");
  EXPECT_EQ(round_trip(R"({"a":1,"\u0061":2})"),
            "failure: the member \"a\" appears twice in one object");
}

TEST(json_read, bounds_the_nesting) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(read(nested(100)).ok());
  EXPECT_FALSE(read(nested(101)).ok());
  EXPECT_FALSE(read(std::string(100'000, '[')).ok());
  EXPECT_TRUE(read(nested(3), {.max_depth = 3}).ok());
  EXPECT_FALSE(read(nested(4), {.max_depth = 3}).ok());
}

TEST(json_write, escapes_what_must_be_escaped) {
  std::string out;
  write_string(out, std::string("a\"\\\b\f\n\r\t\x01\x1f/é\0b", 15));
  EXPECT_EQ(out.substr(0, 12), R"("a\"\\\b\f\n)");
  EXPECT_EQ(*read(out), value(std::string("a\"\\\b\f\n\r\t\x01\x1f/é\0b", 15)));
}

}  // namespace
}  // namespace fraiseql::json
