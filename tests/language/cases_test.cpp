// Every line of cases.jsonl through the parser and the printer. What each line expects
// is what graphql-js 17.1.0 answers (`print(parse(document))`, or the location of its
// syntax error), so a line is changed only together with that version. Where the two
// differ on purpose, the case stands in parser_test.cpp instead.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "json/read.hpp"
#include "language/parser.hpp"
#include "language/printer.hpp"

namespace fraiseql::language {
namespace {

struct grammar_case {
  std::string name;
  std::string document;
  std::string printed;         // where no error is expected
  source_location error = {};  // line 0 where none is
};

std::string text_member(const json::value& of, std::string_view name) {
  const auto* member = of.find(name);
  const auto* text = member == nullptr ? nullptr : member->get<std::string>();
  return text == nullptr ? std::string{} : *text;
}

std::uint32_t number_member(const json::value& of, std::string_view name) {
  return static_cast<std::uint32_t>(std::stoul(of.find(name)->get<json::number>()->text));
}

std::vector<grammar_case> read_cases() {
  std::vector<grammar_case> cases;
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/language/cases.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto read = json::read(line);
    if (!read.ok()) {
      ADD_FAILURE() << read.error().message << " in " << line;
      continue;
    }
    grammar_case made{text_member(*read, "name"), text_member(*read, "document"),
                      text_member(*read, "printed")};
    if (const auto* error = read->find("error"); error != nullptr) {
      made.error = {number_member(*error, "line"), number_member(*error, "column")};
    }
    cases.push_back(std::move(made));
  }
  return cases;
}

TEST(cases, answer_as_graphql_js_does) {
  const auto cases = read_cases();
  EXPECT_GT(cases.size(), 500u);
  for (const grammar_case& expected : cases) {
    SCOPED_TRACE(expected.name + ": " + expected.document);
    const auto parsed = parse(expected.document);
    if (expected.error.line == 0) {
      ASSERT_TRUE(parsed.ok()) << parsed.error().message;
      EXPECT_EQ(print(*parsed), expected.printed);
      continue;
    }
    ASSERT_FALSE(parsed.ok()) << "graphql-js refuses it";
    const graphql_error& error = parsed.error();
    EXPECT_EQ(error.code, error_code::graphql_parse_failed);
    ASSERT_EQ(error.locations.size(), 1u);
    EXPECT_EQ(error.locations[0].line, expected.error.line) << error.message;
    EXPECT_EQ(error.locations[0].column, expected.error.column) << error.message;
  }
}

TEST(cases, printed_text_prints_the_same_again) {
  for (const grammar_case& expected : read_cases()) {
    if (expected.error.line != 0) continue;
    SCOPED_TRACE(expected.name);
    const auto parsed = parse(expected.printed);
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    EXPECT_EQ(print(*parsed), expected.printed);
  }
}

}  // namespace
}  // namespace fraiseql::language
