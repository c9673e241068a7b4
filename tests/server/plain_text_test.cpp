// What others wrote, made fit to be said.
#include "server/plain_text.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

TEST(plain_text, replaces_control_characters_and_what_is_not_utf8) {
  struct row {
    std::string_view text, plain;
  };
  const row rows[] = {
      {"", ""},
      {"caf\u00E9 \u2026 \U0001F600", "caf\u00E9 \u2026 \U0001F600"},
      {"a\n\tb", "a\n\tb"},
      {"\x1B[31mred", "\uFFFD[31mred"},
      {"a\rb\x7F", "a\uFFFDb\uFFFD"},
      {"\xC2\x9B"
       "1m",
       "\uFFFD1m"},
      {"\xC2\xA0", "\xC2\xA0"},
      {"a\xFF"
       "b",
       "a\uFFFDb"},
      {"caf\xC3", "caf\uFFFD"},
      {"\x80\x80", "\uFFFD\uFFFD"},
      {"\u00E9\x80", "\u00E9\uFFFD"},
      {"a\u061C\u200E\u202A\u202Eb", "a\uFFFD\uFFFD\uFFFD\uFFFDb"},
      {"\u2066\u2069", "\uFFFD\uFFFD"},
      {"\u200D\u2010\u2029\u202F\u2065\u206A", "\u200D\u2010\u2029\u202F\u2065\u206A"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {{"a\0b", 3}, "a\uFFFDb"},
  };
  for (const row& one : rows) EXPECT_EQ(plain_text(one.text), one.plain) << one.text;
}

TEST(plain_line, is_one_line) {
  EXPECT_EQ(plain_line("a\n\tb\x1B", 100), "a  b\uFFFD");
  EXPECT_EQ(plain_line("n\u00E9 \u65E5\u672C \U0001F600"), "n\u00E9 \u65E5\u672C \U0001F600");
}

TEST(plain_line, is_cut_at_a_character_and_at_its_bound) {
  EXPECT_EQ(plain_line("abcdef", 6), "abcdef");
  EXPECT_EQ(plain_line("abcdefg", 6), "abc\u2026");
  EXPECT_EQ(plain_line("ab\u00E9\u00E9\u00E9", 6), "ab\u2026");
  EXPECT_EQ(plain_line("abcdefg", 3), "\u2026");
  for (std::size_t most = 3; most < 40; ++most) {
    const std::string cut =
        plain_line("\u00E9\u2026\U0001F600x\u00E9\u2026\U0001F600x\u00E9", most);
    EXPECT_TRUE(is_utf8(cut)) << most;
    EXPECT_LE(cut.size(), most);
  }
}

}  // namespace
}  // namespace fraiseql::server
