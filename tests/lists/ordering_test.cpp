// The order and the pages that the other tests compare with, on rows by hand.
#include "lists/ordering.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"
#include "lists/page.hpp"

namespace fraiseql::lists {
namespace {

using filters::kind;

order_key by(const std::string& name, kind of, direction towards) {
  return {.path = {{.name = name, .key = name, .of = of}}, .towards = towards};
}

std::vector<row> rows_of(const std::vector<std::string>& documents) {
  std::vector<row> made;
  for (const std::string& text : documents) {
    made.push_back({std::string(1, static_cast<char>('a' + made.size())), *json::read(text)});
  }
  return made;
}

// The ids of the rows, one letter each.
std::string in_order(const std::vector<row>& rows, const ordering& by) {
  rows_in_order sorted;
  for (const row& one : rows) sorted.push_back(&one);
  sort(sorted, by);
  std::string ids;
  for (const row* one : sorted) ids += one->id;
  return ids;
}

TEST(ordering, compares_each_kind_as_itself) {
  struct order_case {
    kind of;
    std::vector<std::string> values;  // from the least, those behind `=` equal to the one before
  };
  const std::vector<order_case> cases = {
      {kind::integer, {"-3", "9", "18", "=18.0", "100"}},
      {kind::decimal, {"\"-0.5\"", "9", "19.9", "=\"19.90\"", "1e2"}},
      {kind::big_int, {"\"-9223372036854775808\"", "9", "\"9007199254740993\""}},
      {kind::floating, {"-1.5", "-1e-300", "0.1", "1", "=1.0", "1e300"}},
      {kind::string, {R"("")", R"("B")", R"("a")", R"("ab")", R"("é")", R"("\ud83d\ude42")"}},
      {kind::id, {"10", R"("9")", "=9", R"("a")"}},
      {kind::boolean, {"false", "true"}},
      {kind::date_time,
       {R"("2026-01-01T00:30:00+02:00")", R"("2025-12-31T23:00:00Z")",
        R"(="2026-01-01T01:00:00+02:00")", R"("2025-12-31T23:00:00.5Z")"}},
      {kind::duration, {R"("PT0S")", R"("P1D")", R"(="PT24H")", R"("P30D")", R"(="P1M")"}},
      {kind::ip_address, {R"("9.0.0.0")", R"("10.0.0.0")", R"("::1")"}},
      {kind::cidr,
       {R"("0.0.0.0/0")", R"("10.0.0.0/8")", R"("10.0.0.0/9")", R"("10.128.0.0/9")", R"("::/0")"}},
      {kind::ltree, {R"("A")", R"("Top")", R"("Top.a")", R"("Top.b_1")", R"("a")"}},
      {kind::date_range,
       {R"("empty")", R"x("[,2026-01-01)")x", R"x("[2026-01-01,2026-01-02)")x",
        R"(="[2026-01-01,2026-01-01]")", R"x("[2026-01-01,)")x", R"x("[2026-01-02,2026-01-03)")x"}},
      {kind::big_int_range,
       {R"("empty")", R"x("[,1)")x", R"x("[-9223372036854775808,1)")x", R"x("[1,3)")x",
        R"(="(0,2]")", R"x("[1,9223372036854775807)")x", R"x("[1,)")x"}},
      {kind::decimal_range,
       {R"("empty")", R"x("(,1)")x", R"x("(,1.0]")x", R"x("[0.5,1)")x", R"x("[0.50,1]")x",
        R"x("(0.5,0.6)")x", R"x("(0.5,)")x"}},
      {kind::date_time_range,
       {R"("empty")", R"x("[2026-01-01T00:00:00Z,2026-01-02T00:00:00Z)")x",
        R"x(="[\"2026-01-01 02:00:00+02\",\"2026-01-02 00:00:00+00\")")x",
        R"x("[2026-01-01T00:00:00Z,2026-01-02T00:00:00Z]")x",
        R"x("(2026-01-01T00:00:00Z,2026-01-01T12:00:00Z)")x"}}};
  for (const order_case& one : cases) {
    for (std::size_t i = 0; i + 1 < one.values.size(); ++i) {
      const bool is_equal = one.values[i + 1].starts_with('=');
      const auto value = [&](std::size_t at) {
        return filters::read_scalar(
            one.of, *json::read(one.values[at].substr(one.values[at].starts_with('='))));
      };
      SCOPED_TRACE(one.values[i + 1]);
      EXPECT_EQ(compare(value(i), value(i + 1)) == 0, is_equal);
      EXPECT_EQ(compare(value(i), value(i + 1)) < 0, !is_equal);
      EXPECT_EQ(compare(value(i + 1), value(i)) > 0, !is_equal);
    }
  }
}

TEST(ordering, has_nulls_where_the_direction_says) {
  const auto rows = rows_of({R"({"n": 2})", R"({"n": null})", R"({"n": 1})", "{}"});
  const auto ids = [&](direction towards) {
    return in_order(rows, {by("n", kind::integer, towards)});
  };
  EXPECT_EQ(ids(direction::asc), "cabd");
  EXPECT_EQ(ids(direction::asc_nulls_last), "cabd");
  EXPECT_EQ(ids(direction::asc_nulls_first), "bdca");
  EXPECT_EQ(ids(direction::desc), "dbac");
  EXPECT_EQ(ids(direction::desc_nulls_first), "dbac");
  EXPECT_EQ(ids(direction::desc_nulls_last), "acdb");
}

TEST(ordering, ends_ties_by_the_id_in_the_direction_of_the_last_key) {
  const auto rows =
      rows_of({R"({"n": 1, "s": "x"})", R"({"n": 1, "s": "y"})", R"({"n": 1, "s": "x"})"});
  const order_key n_down = by("n", kind::integer, direction::desc);
  const order_key s_up = by("s", kind::string, direction::asc);
  EXPECT_EQ(in_order(rows, {}), "abc");
  EXPECT_EQ(in_order(rows, {n_down}), "cba");
  EXPECT_EQ(in_order(rows, {n_down, s_up}), "acb");
  EXPECT_EQ(in_order(rows, {s_up, n_down}), "cab");
}

TEST(ordering, looks_inside_of_objects) {
  const auto rows = rows_of({R"({"o": {"n": 2}})", R"({"o": null})", R"({"o": {"n": 1}})", "{}"});
  order_key inner = by("n", kind::integer, direction::asc_nulls_first);
  inner.path.insert(inner.path.begin(), {.name = "o", .key = "o", .of = kind::object});
  EXPECT_EQ(in_order(rows, {inner}), "bdca");
  EXPECT_EQ(to_text(ordering{inner}), "[{o: {n: ASC_NULLS_FIRST}}]");
}

struct bound_case {
  page_request asked;
  std::string rows;
  bool has_previous;
  bool has_next;
};

TEST(page, has_what_lies_between_its_cursors) {
  const auto rows = rows_of({"{}", "{}", "{}", "{}", "{}"});
  rows_in_order sorted;
  for (const row& one : rows) sorted.push_back(&one);
  const row* b = sorted[1];
  const row* d = sorted[3];
  const row gone{.id = "bb", .document = json::object{}};
  const std::vector<bound_case> cases = {
      {{}, "abcde", false, false},
      {{.first = 2}, "ab", false, true},
      {{.first = 5}, "abcde", false, false},
      {{.first = 0}, "", false, true},
      {{.last = 2}, "de", true, false},
      {{.last = 0}, "", true, false},
      {{.first = 2, .after = b}, "cd", true, true},
      {{.first = 3, .after = b}, "cde", true, false},
      {{.after = &rows[4]}, "", true, false},
      {{.last = 1, .before = d}, "c", true, true},
      {{.last = 3, .before = d}, "abc", false, true},
      {{.after = b, .before = d}, "c", true, true},
      {{.first = 0, .after = b, .before = d}, "", true, true},
      {{.after = d, .before = b}, "", true, true},
      {{.first = 1, .after = &gone}, "c", true, true},
      {{.last = 9, .before = &gone}, "ab", false, true},
  };
  for (const bound_case& one : cases) {
    const page made = page_of(sorted, {}, one.asked);
    std::string ids;
    for (const row* each : made.rows) ids += each->id;
    EXPECT_EQ(ids, one.rows);
    EXPECT_EQ(made.has_previous, one.has_previous) << one.rows;
    EXPECT_EQ(made.has_next, one.has_next) << one.rows;
    EXPECT_EQ(made.total, 5U);
  }
  EXPECT_EQ(page_of(sorted, {}, {}, 3).rows.size(), 3U);
  EXPECT_EQ(slice_of(sorted, 2, 4).size(), 1U);
  EXPECT_TRUE(slice_of(sorted, 2, 6).empty());
}

}  // namespace
}  // namespace fraiseql::lists
