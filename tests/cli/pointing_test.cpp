#include "cli/pointing.hpp"

#include <gtest/gtest.h>

namespace fraiseql::cli {
namespace {

struct pointing_case {
  const char* name;
  std::string text;
  source_location at;
  std::string shown;
};

class pointing : public ::testing::TestWithParam<pointing_case> {};

TEST_P(pointing, stands_under_the_place) {
  EXPECT_EQ(point_into(GetParam().text, GetParam().at, colour::off), GetParam().shown);
}

const pointing_case cases[] = {
    {"the_first_column", "{ a }", {1, 1}, "  1 | { a }\n    | ^\n"},
    {"behind_the_end", "{ a", {1, 4}, "  1 | { a\n    |    ^\n"},
    {"an_empty_text", "", {1, 1}, "  1 | \n    | ^\n"},
    {"a_line_that_is_not_there", "{ a }", {7, 3}, "  7 | \n    | ^\n"},
    {"every_end_of_line", "a\nb\rc\r\nd\n\re", {6, 1}, "  6 | e\n    | ^\n"},
    {"a_margin_as_wide_as_the_number",
     std::string(99, '\n') + "x y",
     {100, 3},
     "  100 | x y\n      |   ^\n"},
    {"tabs_stay_tabs", "\ta\tb", {1, 4}, "  1 | \ta\tb\n    | \t \t^\n"},
    {"wide_characters_take_two", "\"日本\" x", {1, 6}, "  1 | \"日本\" x\n    |        ^\n"},
    {"two_units_of_one_character", "\"😀\" x", {1, 6}, "  1 | \"😀\" x\n    |      ^\n"},
    {"accents_of_their_own_take_none",
     "\"e\u0301\" x",
     {1, 6},
     "  1 | \"e\u0301\" x\n    |     ^\n"},
    {"controls_are_replaced",
     "\"\x1B[2J\x7F\" x",
     {1, 9},
     "  1 | \"\uFFFD[2J\uFFFD\" x\n    |         ^\n"},
    {"later_controls_are_replaced", "\"\u009B\" x", {1, 5}, "  1 | \"\uFFFD\" x\n    |     ^\n"},
    {"directions_are_replaced", "\"\u202E\" x", {1, 5}, "  1 | \"\uFFFD\" x\n    |     ^\n"},
    {"bytes_that_are_no_text", "\"\xFF\" x", {1, 6}, "  1 | \"\uFFFD\" x\n    |     ^\n"},
    {"half_a_character", "\xE6\x97", {1, 1}, "  1 | \uFFFD\uFFFD\n    | ^\n"},
    {"sixty_characters_before",
     std::string(60, 'a') + "x",
     {1, 61},
     "  1 | " + std::string(60, 'a') + "x\n    | " + std::string(60, ' ') + "^\n"},
    {"more_than_sixty_are_cut",
     std::string(61, 'a') + "x",
     {1, 62},
     "  1 | ..." + std::string(60, 'a') + "x\n    |    " + std::string(60, ' ') + "^\n"},
    {"forty_characters_from_the_place",
     std::string(40, 'a'),
     {1, 1},
     "  1 | " + std::string(40, 'a') + "\n    | ^\n"},
    {"more_than_forty_are_cut",
     std::string(41, 'a'),
     {1, 1},
     "  1 | " + std::string(40, 'a') + "...\n    | ^\n"},
};

INSTANTIATE_TEST_SUITE_P(texts, pointing, ::testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

TEST(pointing_in_colour, colours_the_caret_alone) {
  EXPECT_EQ(point_into("a", {1, 1}, colour::on), "  1 | a\n    | \x1B[1;32m^\x1B[0m\n");
}

}  // namespace
}  // namespace fraiseql::cli
