#include "transform/leaf.hpp"

#include <gtest/gtest.h>

namespace fraiseql::transform {
namespace {

// What is written for `stored`, or the fault; out must not change with a fault.
std::string written(leaf kind, std::string_view stored) {
  std::string out;
  const auto problem = write_leaf(out, kind, nullptr, kind_of(stored), stored);
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
  expect_wrong_kind(leaf::date, {R"("2026-02-30")", R"("infinity")", "20260228", "true", "[]"});
  expect_wrong_kind(leaf::url, {R"("https://a/\"")", R"("a\u002f:b")", "1"});
}

}  // namespace
}  // namespace fraiseql::transform
