// Every line of print_cases.jsonl and diff_cases.jsonl. What each line expects is what
// graphql-js 17.1.0 answers (printSchema, also behind lexicographicSortSchema; the kinds of
// findBreakingChanges and findDangerousChanges, sorted), so a line is changed only together
// with that version. Only the line break at the end of a printed schema is ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "schema/diff.hpp"

namespace fraiseql::frontend {
namespace {

std::string text_member(const json::value& of, std::string_view name) {
  const auto* member = of.find(name);
  const auto* text = member == nullptr ? nullptr : member->get<std::string>();
  if (text == nullptr) ADD_FAILURE() << "no text \"" << name << '"';
  return text == nullptr ? std::string{} : *text;
}

std::vector<json::value> read_cases(const std::string& file_name) {
  std::vector<json::value> cases;
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/frontend/" + file_name);
  for (std::string line; std::getline(file, line);) {
    auto read = json::read(line);
    if (!read.ok()) {
      ADD_FAILURE() << read.error().message << " in " << line;
      continue;
    }
    cases.push_back(std::move(*read));
  }
  EXPECT_GT(cases.size(), 20u);
  return cases;
}

std::shared_ptr<const schema::schema> specified_schema(const std::string& text) {
  auto made = build_schema(text);
  if (made.ok()) return std::move(*made);
  ADD_FAILURE() << made.error().front().message;
  return nullptr;
}

// The kinds of the changes of that severity, sorted.
std::string kinds(const std::vector<schema::schema_change>& changes, schema::severity severity) {
  std::vector<std::string> all;
  for (const auto& one : changes) {
    if (one.severity == severity) all.push_back(one.kind);
  }
  std::ranges::sort(all);
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : " ") + one;
  return text;
}

TEST(schema_cases, print_as_graphql_js_does) {
  for (const json::value& expected : read_cases("print_cases.jsonl")) {
    SCOPED_TRACE(text_member(expected, "name"));
    const auto schema = specified_schema(text_member(expected, "sdl"));
    if (schema == nullptr) continue;
    const std::string printed = print(*schema);
    const std::string sorted = print(*schema, schema::print_order::sorted);
    EXPECT_EQ(printed, text_member(expected, "printed") + '\n');
    EXPECT_EQ(sorted, text_member(expected, "sorted") + '\n');

    const auto again = specified_schema(printed);
    if (again == nullptr) continue;
    EXPECT_EQ(print(*again), printed);
    EXPECT_EQ(print(*again, schema::print_order::sorted), sorted);
    const auto again_sorted = specified_schema(sorted);
    if (again_sorted == nullptr) continue;
    EXPECT_EQ(print(*again_sorted), sorted);
    EXPECT_TRUE(compare(*again, *again_sorted).empty());
  }
}

TEST(schema_cases, differ_as_graphql_js_says) {
  for (const json::value& expected : read_cases("diff_cases.jsonl")) {
    SCOPED_TRACE(text_member(expected, "name"));
    const auto before = specified_schema(text_member(expected, "before"));
    const auto after = specified_schema(text_member(expected, "after"));
    if (before == nullptr || after == nullptr) continue;
    const auto changes = compare(*before, *after);
    EXPECT_EQ(kinds(changes, schema::severity::breaking), text_member(expected, "breaking"));
    EXPECT_EQ(kinds(changes, schema::severity::dangerous), text_member(expected, "dangerous"));
  }
}

}  // namespace
}  // namespace fraiseql::frontend
