// Cursors: what is written comes back, and everything else is no cursor.
#include "json/cursor.hpp"

#include <gtest/gtest.h>

#include <random>

#include "json/write.hpp"

namespace fraiseql::json {
namespace {

std::string cursor_of(std::string_view values, std::uint64_t fingerprint = 0x0123456789abcdef) {
  std::string text;
  write_cursor(text, fingerprint, values);
  return text;
}

// The values that come back, or "none".
std::string values_of(std::string_view cursor) {
  const auto read = read_cursor(cursor);
  return read ? to_text(value(read->values)) : "none";
}

TEST(cursor, is_the_base64url_of_version_fingerprint_and_values) {
  EXPECT_EQ(cursor_of("[]"), "AQEjRWeJq83vW10");
  EXPECT_EQ(cursor_of("[1]", 0), "AQAAAAAAAAAAWzFd");
  // Both digits that base64 has otherwise.
  EXPECT_EQ(cursor_of("", ~std::uint64_t{0}), "Af__________");
  EXPECT_EQ(cursor_of("", 0x0fbefbefbefbefbe), "AQ----------");
}

TEST(cursor, is_appended) {
  std::string out = "before";
  write_cursor(out, 0, "[]");
  EXPECT_EQ(out, "beforeAQAAAAAAAAAAW10");
}

TEST(cursor, comes_back_with_its_fingerprint_and_its_values) {
  for (const std::uint64_t fingerprint :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    const auto read = read_cursor(cursor_of(R"([null, true, -1.50, "é\n\"", "z"])", fingerprint));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->fingerprint, fingerprint);
    EXPECT_EQ(read->values, (array{null{}, true, number{"-1.50"}, value("é\n\""), value("z")}));
  }
}

TEST(cursor, comes_back_whatever_its_length) {
  std::mt19937_64 engine(7);
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string values = "[\"" + std::string(size, 'x') + "\"]";
    const std::uint64_t fingerprint = engine();
    const auto read = read_cursor(cursor_of(values, fingerprint));
    ASSERT_TRUE(read) << size;
    EXPECT_EQ(read->fingerprint, fingerprint);
    EXPECT_EQ(to_text(value(read->values)), values);
  }
}

TEST(cursor, keeps_every_digit_of_a_number) {
  EXPECT_EQ(values_of(cursor_of("[123456789012345678901234567890.00, 1e400]")),
            "[123456789012345678901234567890.00,1e400]");
}

TEST(cursor, is_none_of_another_alphabet_or_with_padding) {
  const std::string good = cursor_of("[1]");
  ASSERT_NE(values_of(good), "none");
  for (const char c : {'=', '+', '/', ' ', '\n', '.', '\0', '\x80', '\xff'}) {
    for (std::size_t at = 0; at < good.size(); ++at) {
      std::string bad = good;
      bad[at] = c;
      EXPECT_EQ(values_of(bad), "none") << at;
    }
    EXPECT_EQ(values_of(good + c), "none");
    EXPECT_EQ(values_of(c + good), "none");
  }
  EXPECT_EQ(values_of(cursor_of("[]") + "="), "none");
}

TEST(cursor, has_one_text_only) {
  // The last digit of the first has two bits that belong to no byte, that of the second four.
  for (const std::string_view values : {"[]", "[10]"}) {
    const std::string good = cursor_of(values);
    ASSERT_NE(good.size() % 4, 0U);
    std::size_t taken = 0;
    for (int c = 0; c < 256; ++c) {
      std::string other = good;
      other.back() = static_cast<char>(c);
      taken += values_of(other) == values ? 1 : 0;
    }
    EXPECT_EQ(taken, 1U) << values;
  }
}

TEST(cursor, is_none_of_a_length_that_no_bytes_have) {
  const std::string good = cursor_of("[12]");
  ASSERT_EQ(good.size() % 4, 2U);
  EXPECT_EQ(values_of(good + "AAA"), "none");
}

TEST(cursor, is_none_where_it_was_cut_off) {
  const std::string good = cursor_of(R"(["a", 12])");
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_EQ(values_of(good.substr(0, size)), "none") << size;
  }
}

TEST(cursor, is_none_of_another_version) {
  std::string good = cursor_of("[1]");
  ASSERT_TRUE(good.starts_with("AQ"));
  for (const std::string_view version : {"AA", "Ag", "gQ", "_w"}) {
    EXPECT_EQ(values_of(good.replace(0, 2, version)), "none") << version;
  }
}

TEST(cursor, has_a_list_of_scalars_and_nothing_else) {
  for (const std::string_view values : {"",           " ",
                                        "null",       "true",
                                        "1",          "\"a\"",
                                        "{}",         "[",
                                        "]",          "[1",
                                        "[1]]",       "[1] 2",
                                        "[1,]",       "[x]",
                                        "[[]]",       "[{}]",
                                        "[1, [2]]",   "[1, {\"a\": 2}]",
                                        "[\"\xff\"]", "[\"\\ud800\"]"}) {
    EXPECT_EQ(values_of(cursor_of(values)), "none") << values;
  }
  EXPECT_EQ(values_of(cursor_of("[]")), "[]");
  EXPECT_EQ(values_of(cursor_of("[1]")), "[1]");
}

TEST(cursor, needs_no_stack_for_hostile_nesting) {
  const std::string deep(40'000, '[');
  EXPECT_EQ(values_of(cursor_of(deep)), "none");
  EXPECT_EQ(values_of(cursor_of(deep + std::string(deep.size() / 10, ']'))), "none");
}

TEST(cursor, is_read_up_to_its_bound) {
  // Of three bytes there are four digits; the head has nine.
  const std::size_t most = max_cursor_bytes / 4 * 3 - 9;
  const auto filled = [](std::size_t size) { return "[\"" + std::string(size - 4, 'x') + "\"]"; };
  const std::string longest = cursor_of(filled(most));
  ASSERT_EQ(longest.size(), max_cursor_bytes);
  EXPECT_TRUE(read_cursor(longest));
  const std::string longer = cursor_of(filled(most + 1));
  ASSERT_EQ(longer.size(), max_cursor_bytes + 2);
  EXPECT_FALSE(read_cursor(longer));
  EXPECT_FALSE(read_cursor(longest + "AA"));
}

TEST(cursor, is_none_of_any_bytes) {
  std::mt19937_64 engine(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(engine() % 40, ' ');
    for (char& c : text) c = static_cast<char>(engine());
    EXPECT_FALSE(read_cursor(text));
  }
}

}  // namespace
}  // namespace fraiseql::json
