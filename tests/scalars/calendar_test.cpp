#include "scalars/calendar.hpp"

#include <gtest/gtest.h>

namespace fraiseql::scalars {
namespace {

std::string in_utc(std::string_view text) {
  std::string out = "=";
  if (write_date_time(out, text)) return out;
  return out == "=" ? "refused" : "refused, but wrote " + out;
}

TEST(date_time, copies_what_is_in_utc) {
  EXPECT_EQ(in_utc("2026-01-02T03:04:05+00:00"), "=2026-01-02T03:04:05Z");
  EXPECT_EQ(in_utc("2026-01-02 03:04:05+00"), "=2026-01-02T03:04:05Z");
  EXPECT_EQ(in_utc("2026-01-02t03:04:05z"), "=2026-01-02T03:04:05Z");
  EXPECT_EQ(in_utc("2026-01-02T03:04:05-00:00:00"), "=2026-01-02T03:04:05Z");
}

TEST(date_time, takes_the_offset_off) {
  EXPECT_EQ(in_utc("2026-01-02T03:04:05+02"), "=2026-01-02T01:04:05Z");
  EXPECT_EQ(in_utc("2026-01-02T03:04:05-04:30"), "=2026-01-02T07:34:05Z");
  EXPECT_EQ(in_utc("1800-01-02T03:04:05+00:09:21"), "=1800-01-02T02:54:44Z");
  EXPECT_EQ(in_utc("2026-01-02 03:04:05+05:30:15"), "=2026-01-01T21:33:50Z");
}

TEST(date_time, carries_into_days_months_and_years) {
  EXPECT_EQ(in_utc("2026-01-01T00:30:00+01"), "=2025-12-31T23:30:00Z");
  EXPECT_EQ(in_utc("2024-03-01T00:00:00+01"), "=2024-02-29T23:00:00Z");
  EXPECT_EQ(in_utc("2100-02-28T23:00:00-02"), "=2100-03-01T01:00:00Z");
  EXPECT_EQ(in_utc("1969-12-31T23:59:59-23:59:59"), "=1970-01-01T23:59:58Z");
}

TEST(date_time, keeps_the_digits_of_the_fraction) {
  EXPECT_EQ(in_utc("2026-01-02T03:04:05.1234+00:00"), "=2026-01-02T03:04:05.1234Z");
  EXPECT_EQ(in_utc("2026-01-02T03:04:05.120+02"), "=2026-01-02T01:04:05.120Z");
  EXPECT_EQ(in_utc("2026-01-02T03:04:05.123456789012Z"), "=2026-01-02T03:04:05.123456789012Z");
}

TEST(date_time, stays_within_the_years_1_to_9999_in_utc) {
  EXPECT_EQ(in_utc("0001-01-01T00:00:00Z"), "=0001-01-01T00:00:00Z");
  EXPECT_EQ(in_utc("0001-01-01T01:00:00+01"), "=0001-01-01T00:00:00Z");
  EXPECT_EQ(in_utc("9999-12-31T23:59:59-00"), "=9999-12-31T23:59:59Z");
  for (const std::string_view text :
       {"0001-01-01T00:59:59+01", "9999-12-31T23:00:00-01", "0000-12-31T23:00:00-02",
        "12000-01-01T00:00:00+01:00", "0044-03-15T00:00:00+00:09:21 BC", "infinity", "-infinity"}) {
    EXPECT_EQ(in_utc(text), "refused") << text;
  }
}

TEST(date_time, refuses_what_has_no_offset) {
  EXPECT_EQ(in_utc("2026-01-02T03:04:05"), "refused");
  EXPECT_EQ(in_utc("2026-01-02 03:04:05.5"), "refused");
}

TEST(date_time, refuses_what_is_no_date) {
  for (const std::string_view text : {"",
                                      "2026",
                                      "2026-01-02",
                                      "2026-13-01T00:00:00Z",
                                      "2026-00-01T00:00:00Z",
                                      "2026-02-29T00:00:00Z",
                                      "2026-01-00T00:00:00Z",
                                      "2026-04-31T00:00:00Z",
                                      "2026-01-02T24:00:00Z",
                                      "2026-01-02T00:60:00Z",
                                      "2026-01-02T00:00:60Z",
                                      "2026-01-02T03:04:05.Z",
                                      "2026-01-02T03:04:05,5Z",
                                      "2026-01-02T03:04Z",
                                      "2026-01-02T03:04:05+",
                                      "2026-01-02T03:04:05+2",
                                      "2026-01-02T03:04:05+0200",
                                      "2026-01-02T03:04:05+24",
                                      "2026-01-02T03:04:05+02:60",
                                      "2026-01-02T03:04:05+02:",
                                      "2026-01-02T03:04:05+02:00:00:00",
                                      "2026-01-02T03:04:05Z ",
                                      " 2026-01-02T03:04:05Z",
                                      "2026-01-02T03:04:05ZZ",
                                      "2026/01/02T03:04:05Z",
                                      "2026-1-2T03:04:05Z"}) {
    EXPECT_EQ(in_utc(text), "refused") << text;
  }
}

TEST(calendar, takes_rfc_3339_with_an_offset) {
  for (const std::string_view right :
       {"2024-02-29T00:00:00Z", "2000-02-29t23:59:59z", "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59.999999-15:59", "2024-04-30T12:00:00.1+05:30"}) {
    EXPECT_TRUE(is_date_time(right)) << right;
  }
}

TEST(calendar, refuses_what_is_no_instant) {
  for (const std::string_view wrong : {"",
                                       "2024-02-30T00:00:00Z",
                                       "2023-02-29T00:00:00Z",
                                       "1900-02-29T00:00:00Z",
                                       "2024-04-31T00:00:00Z",
                                       "0000-01-01T00:00:00Z",
                                       "10000-01-01T00:00:00Z",
                                       "2024-13-01T00:00:00Z",
                                       "2024-00-01T00:00:00Z",
                                       "2024-01-00T00:00:00Z",
                                       "2024-01-01T24:00:00Z",
                                       "2024-01-01T00:60:00Z",
                                       "2024-01-01T23:59:60Z",
                                       "2024-01-01T00:00:00",
                                       "2024-01-01T00:00:00.Z",
                                       "2024-01-01T00:00Z",
                                       "2024-01-01",
                                       "2024-01-01 00:00:00Z",
                                       "2024-1-1T00:00:00Z",
                                       "2024-01-01T00:00:00+16:00",
                                       "2024-01-01T00:00:00+01:60",
                                       "2024-01-01T00:00:00+0100",
                                       "2024-01-01T00:00:00Z ",
                                       "-024-01-01T00:00:00Z"}) {
    EXPECT_FALSE(is_date_time(wrong)) << wrong;
  }
}

TEST(calendar, bounds_the_text) {
  const auto with_digits = [](std::size_t digits) {
    return "2024-01-01T00:00:00." + std::string(digits, '0') + "Z";
  };
  EXPECT_TRUE(is_date_time(with_digits(64 - 21)));
  EXPECT_FALSE(is_date_time(with_digits(65 - 21)));
}

}  // namespace
}  // namespace fraiseql::scalars
