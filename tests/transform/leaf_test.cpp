#include "transform/leaf.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fraiseql::transform {
namespace {

// What is written for `stored`, or the fault; out must not change with a fault.
std::string written(leaf kind, std::string_view stored) {
  std::string out;
  workspace work;
  const auto write = [&] {
    output to(out, work.window.get());
    const auto problem = write_leaf(to, kind, nullptr, stored, work);
    to.finish();
    return problem;
  };
  const auto problem = write();
  if (!problem) return out;
  EXPECT_EQ(out, "") << stored;
  switch (*problem) {
    case fault::wrong_kind: return "wrong kind";
    case fault::out_of_range: return "out of range";
    case fault::malformed: return "malformed";
    case fault::null_value:
    case fault::no_row:
    case fault::unknown_type:
    case fault::raised: break;
  }
  return "null";
}

void expect_wrong_kind(leaf kind, std::initializer_list<std::string_view> all) {
  for (const std::string_view stored : all)
    EXPECT_EQ(written(kind, stored), "wrong kind") << stored;
}

TEST(leaf, copies_any_value_raw) {
  for (const std::string_view stored :
       {"true", "1.50", R"("a\n")", "[]", "{}", R"({"a": [1, {"b": null}], "c": {}})"}) {
    EXPECT_EQ(written(leaf::json, stored), stored);
  }
  EXPECT_EQ(written(leaf::json, "[1,2]"), "malformed");
}

TEST(leaf, takes_only_strings_for_a_string) {
  EXPECT_EQ(written(leaf::string, R"("a\"é")"), R"("a\"é")");
  expect_wrong_kind(leaf::string, {"1", "true", "[]", "{}", R"(["a"])"});
}

TEST(leaf, takes_only_booleans_for_a_boolean) {
  EXPECT_EQ(written(leaf::boolean, "true"), "true");
  EXPECT_EQ(written(leaf::boolean, "false"), "false");
  expect_wrong_kind(leaf::boolean, {"1", "0", R"("true")", "[true]"});
}

TEST(leaf, writes_an_integer_id_as_a_string) {
  EXPECT_EQ(written(leaf::id, R"("a-1")"), R"("a-1")");
  EXPECT_EQ(written(leaf::id, "-12345678901234567890123"), R"("-12345678901234567890123")");
  expect_wrong_kind(leaf::id, {"1.5", "1.0", "true", "{}"});
}

TEST(leaf, takes_32_bits_for_an_int) {
  EXPECT_EQ(written(leaf::int32, "0"), "0");
  EXPECT_EQ(written(leaf::int32, "2147483647"), "2147483647");
  EXPECT_EQ(written(leaf::int32, "-2147483648"), "-2147483648");
  for (const std::string_view stored :
       {"2147483648", "-2147483649", "2147483648.0", "99999999999999999999999999"}) {
    EXPECT_EQ(written(leaf::int32, stored), "out of range") << stored;
  }
}

TEST(leaf, writes_an_int_without_its_empty_fraction) {
  EXPECT_EQ(written(leaf::int32, "1.0"), "1");
  EXPECT_EQ(written(leaf::int32, "-20.000"), "-20");
  expect_wrong_kind(leaf::int32, {"1.5", "1.01", "99999999999.5", "1e2", R"("1")", "true", "[1]"});
}

TEST(leaf, copies_the_digits_of_a_float) {
  for (const std::string_view stored : {"75.0", "-0.10", "1e300", "3", "1E-400", "0e999"}) {
    EXPECT_EQ(written(leaf::floating, stored), stored);
  }
  const std::string tiny = "0." + std::string(500, '0') + "1";
  EXPECT_EQ(written(leaf::floating, tiny), tiny);
  expect_wrong_kind(leaf::floating, {R"("NaN")", R"("Infinity")", R"("1")", "true", "[1]"});
}

TEST(leaf, takes_a_float_up_to_the_largest_double) {
  const std::string largest = "1" + std::string(308, '0');
  EXPECT_EQ(written(leaf::floating, largest), largest);
  EXPECT_EQ(written(leaf::floating, "-" + largest + ".5"), "-" + largest + ".5");
  for (const std::string& stored :
       {largest + "0", "-" + largest + "0", std::string("1e309"), std::string("0.1e999"),
        std::string("1e99999999999999999999")}) {
    EXPECT_EQ(written(leaf::floating, stored), "out of range") << stored;
  }
}

TEST(leaf, writes_a_big_int_as_a_string) {
  EXPECT_EQ(written(leaf::big_int, "-9223372036854775809"), R"("-9223372036854775809")");
  EXPECT_EQ(written(leaf::big_int, R"("42")"), R"("42")");
  expect_wrong_kind(leaf::big_int,
                    {"1.0", R"("1.0")", R"("")", R"("-")", R"("+1")", R"(" 1")", "true", "[]"});
}

TEST(leaf, writes_a_decimal_as_a_string_with_its_digits) {
  EXPECT_EQ(written(leaf::decimal, "1.50"), R"("1.50")");
  EXPECT_EQ(written(leaf::decimal, R"("-0.10")"), R"("-0.10")");
  EXPECT_EQ(written(leaf::decimal, R"("12345678901234567890.123456789")"),
            R"("12345678901234567890.123456789")");
  expect_wrong_kind(leaf::decimal, {R"("NaN")", R"("Infinity")", R"("1.")", R"(".5")", R"("")",
                                    R"("1,5")", R"("0x1")", "false", "{}"});
}

TEST(leaf, copies_a_vector_as_a_list) {
  for (const std::string_view stored : {"[1]", "[0.10, -2, 3e5]", "[1e-45, 3.4028235e+38]",
                                        "[1e-400]", "[-0, 0.0000000000000000000000000000000001]"}) {
    EXPECT_EQ(written(leaf::vector, stored), stored);
  }
  EXPECT_EQ(written(leaf::vector, R"("[1,-2.5,3e+20]")"), "[1,-2.5,3e+20]");
  EXPECT_EQ(written(leaf::vector, R"("[ 1 , 2 ]")"), "[ 1 , 2 ]");
}

TEST(leaf, takes_nothing_else_for_a_vector) {
  expect_wrong_kind(leaf::vector,
                    {"1",         "true",          "{}",         R"({"a": 1})",     "[]",
                     "[[1, 2]]",  R"(["1"])",      "[null]",     "[1, true]",       "[1, [2]]",
                     "[1, {}]",   R"("")",         R"("[]")",    R"("1,2")",        R"("[1,]")",
                     R"("[1")",   R"("[1]2")",     R"("[NaN]")", R"("[Infinity]")", R"("[0x10]")",
                     R"("[+1]")", R"("[01]")",     R"("[.5]")",  R"("[1 2]")",      R"("[1.]")",
                     R"("[1e]")", R"("[\u0031]")", R"("[1],")",  R"("[1]\n")"});
  for (const std::string_view wide : {"[1e39]", "[1, -1e39]", "[3.40282357e38]", R"("[1e400]")",
                                      "[1000000000000000000000000000000000000000]"}) {
    EXPECT_EQ(written(leaf::vector, wide), "out of range") << wide;
  }
  for (const std::string_view cut : {"[1", "[1, ", "[", "[1, 2"}) {
    EXPECT_EQ(written(leaf::vector, cut), "malformed") << cut;
  }
}

TEST(leaf, takes_as_many_numbers_for_a_vector_as_pgvector_does) {
  const auto of = [](std::size_t count) {
    std::string text = "[1";
    for (std::size_t i = 1; i < count; ++i) text += ", 1";
    return text + "]";
  };
  EXPECT_EQ(written(leaf::vector, of(16'000)), of(16'000));
  EXPECT_EQ(written(leaf::vector, of(16'001)), "wrong kind");
}

TEST(leaf, writes_an_instant_in_utc) {
  EXPECT_EQ(written(leaf::date_time, R"("2026-01-02T03:04:05.123456+02:00")"),
            R"("2026-01-02T01:04:05.123456Z")");
  expect_wrong_kind(leaf::date_time, {R"("infinity")", R"("2026-01-02")", "1767323045", "[]",
                                      R"("2026-01-02T03:04:05\u002b00")"});
}

TEST(leaf, writes_texts_of_a_form_as_clients_get_them) {
  EXPECT_EQ(written(leaf::duration, R"("1 day 02:00:00")"), R"("P1DT2H")");
  EXPECT_EQ(written(leaf::mac_address, R"("08-00-2B-01-02-03")"), R"("08:00:2b:01:02:03")");
  EXPECT_EQ(written(leaf::ltree, R"("")"), R"("")");
  EXPECT_EQ(written(leaf::date_time_range, R"x("[\"2026-01-01 05:30:00+05:30\",)")x"),
            R"x("[2026-01-01T00:00:00Z,)")x");
  EXPECT_EQ(written(leaf::decimal_range, R"("[0.50,1]")"), R"("[0.50,1]")");
  expect_wrong_kind(leaf::int_range, {R"x("[1,2147483648)")x", R"x("[\"1\",2]")x", "1", "[1, 2]"});
  expect_wrong_kind(leaf::date, {R"("2026-02-30")", R"("infinity")", "20260228", "true", "[]"});
  expect_wrong_kind(leaf::url, {R"("https://a/\"")", R"("a\u002f:b")", "1"});
}

// A string is copied sixteen bytes at a time, the last ones in another way where nothing behind it
// may be read: each stands alone in a block of memory of exactly its size.
TEST(leaf, copies_strings_of_every_length) {
  for (std::size_t size = 0; size < 100; ++size) {
    std::string text(size, 'x');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i % 26);
    const std::string quoted = '"' + text + '"';
    const std::vector<char> exact(quoted.begin(), quoted.end());
    EXPECT_EQ(written(leaf::string, {exact.data(), exact.size()}), quoted);
    EXPECT_EQ(written(leaf::id, {exact.data(), exact.size()}), quoted);
  }
}

TEST(leaf, looks_at_every_byte_of_a_string) {
  for (std::size_t size = 1; size < 60; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text = '"' + std::string(size, 'a') + '"';
      text[at + 1] = '\n';
      EXPECT_EQ(written(leaf::string, text), "malformed") << text;
      text.replace(at + 1, 1, R"(\n)");
      EXPECT_EQ(written(leaf::string, text), text);
      text.replace(at + 1, 2, R"(\\)");
      EXPECT_EQ(written(leaf::string, text), text);
      text.replace(at + 1, 2, R"(\u001F)");
      EXPECT_EQ(written(leaf::string, text), text);
      text.replace(at + 1, 6, R"(\u0x1F)");
      EXPECT_EQ(written(leaf::string, text), "malformed") << text;
    }
  }
}

TEST(leaf, takes_an_escape_cut_off_by_the_end_for_malformed) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string before = '"' + std::string(size, 'a');
    for (const char* cut : {R"(\")", R"(\u00")", R"(\u001")", R"(\)"}) {
      EXPECT_EQ(written(leaf::string, before + cut), "malformed") << before << cut;
    }
  }
}

TEST(leaf, writes_short_integers_as_they_are) {
  for (const std::string_view text : {"1", "12345678", "123456789", "999999999", "2147483647"}) {
    const std::vector<char> exact(text.begin(), text.end());
    EXPECT_EQ(written(leaf::int32, {exact.data(), exact.size()}), text);
    EXPECT_EQ(written(leaf::id, {exact.data(), exact.size()}), '"' + std::string(text) + '"');
  }
  EXPECT_EQ(written(leaf::int32, "2147483648"), "out of range");
  EXPECT_EQ(written(leaf::int32, "12345678a"), "malformed");
}

}  // namespace
}  // namespace fraiseql::transform
