// The evaluator itself: what docs/api/filters.md says, row by row, each line of
// evaluator_cases.jsonl with a document, a filter and the page's verdict.
#include "filters/evaluator.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "filters/calendar.hpp"
#include "filters/scalar_value.hpp"
#include "json/read.hpp"

namespace fraiseql::filters {
namespace {

model page_model() {
  const auto plain = [](std::string name, kind of) {
    return field{.name = name, .key = std::move(name), .of = of};
  };
  const auto list = [](std::string name, kind of) {
    return field{.name = name, .key = std::move(name), .of = of, .is_list = true};
  };
  model made;
  made.enumerations = {{"Status", {{"DRAFT", "draft"}, {"IN_REVIEW", "in_review"}}}};
  object row{"Row",
             {plain("n", kind::integer),
              plain("f", kind::floating),
              plain("s", kind::string),
              plain("b", kind::boolean),
              plain("g", kind::big_int),
              plain("d", kind::decimal),
              plain("at", kind::date_time),
              plain("day", kind::date),
              plain("t", kind::time),
              plain("p", kind::duration),
              plain("j", kind::json),
              plain("ip", kind::ip_address),
              plain("net", kind::cidr),
              plain("mac", kind::mac_address),
              plain("l", kind::ltree),
              plain("r", kind::date_range),
              plain("ri", kind::int_range),
              plain("rg", kind::big_int_range),
              plain("rd", kind::decimal_range),
              plain("rt", kind::date_time_range),
              plain("u", kind::uuid),
              plain("e", kind::enumeration),
              plain("k", kind::id),
              list("tags", kind::string),
              list("ns", kind::decimal)}};
  row.fields.push_back({.name = "o", .key = "the_o", .of = kind::object, .index = 1});
  row.fields.push_back(
      {.name = "os", .key = "os", .of = kind::object, .index = 1, .is_list = true});
  made.objects = {row, {"Inner", {plain("s", kind::string), plain("n", kind::integer)}}};
  return made;
}

TEST(evaluator, says_what_the_page_says) {
  const model of = page_model();
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/filters/evaluator_cases.jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    const auto read = json::read(line);
    ASSERT_TRUE(read) << line;
    EXPECT_EQ(evaluator(of).holds(*read->find("document"), *read->find("filter")),
              *read->find("holds")->get<bool>())
        << line;
  }
  EXPECT_GT(cases, 100U);
}

TEST(evaluator, counts_days_there_and_back) {
  for (std::int64_t day = read_date("0001-01-01"); day <= read_date("9999-12-31"); day += 997) {
    ASSERT_EQ(read_date(write_date(day)), day);
  }
  EXPECT_EQ(read_date("2026-02-28"), 20'512);
  EXPECT_EQ(write_date(-1), "1969-12-31");
}

}  // namespace
}  // namespace fraiseql::filters
