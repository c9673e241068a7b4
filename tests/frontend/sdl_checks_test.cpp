// Every line of sdl_checks.jsonl: a schema, and the places of each error that graphql-js
// 17.1.0 finds in it (validateSDL, buildASTSchema, validateSchema), in any order; of some
// that have none also what printSchema makes of them. Then the bounds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"

namespace fraiseql::frontend {
namespace {

using error_places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::uint32_t number(const json::value& of) {
  return static_cast<std::uint32_t>(std::stoul(of.get<json::number>()->text));
}

std::vector<error_places> expected_places(const json::value& errors) {
  std::vector<error_places> all;
  for (const json::value& error : *errors.get<json::array>()) {
    error_places& places = all.emplace_back();
    for (const json::value& one : *error.get<json::array>()) {
      const json::array& pair = *one.get<json::array>();
      places.emplace_back(number(pair.at(0)), number(pair.at(1)));
    }
  }
  std::ranges::sort(all);
  return all;
}

TEST(sdl_checks, refuse_what_graphql_js_refuses_at_the_same_places) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/tests/frontend/sdl_checks.jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    const auto read = json::read(line);
    ASSERT_TRUE(read.ok()) << line;
    const std::string& text = *read->find("schema")->get<std::string>();
    SCOPED_TRACE(*read->find("name")->get<std::string>() + "\n" + text);
    std::vector<error_places> found;
    std::string messages;
    const auto built = build_schema(text);
    if (!built.ok()) {
      for (const graphql_error& error : built.error()) {
        error_places& places = found.emplace_back();
        for (const source_location& at : error.locations) places.emplace_back(at.line, at.column);
        messages += error.message + "\n";
      }
    }
    std::ranges::sort(found);
    EXPECT_EQ(found, expected_places(*read->find("errors"))) << messages;
    const json::value* printed = read->find("printed");
    if (printed == nullptr || !built.ok()) continue;
    EXPECT_EQ(schema::print(**built), *printed->get<std::string>() + '\n');
  }
  EXPECT_GE(cases, 120u);
}

std::string nested_lists(std::size_t depth) {
  return "type Query { a: Int }\ndirective @d(a: A = " + std::string(depth, '[') +
         std::string(depth, ']') + ") on FIELD\nscalar A";
}

TEST(sdl_frontend, reads_as_deep_as_its_bound_and_no_deeper) {
  std::size_t depth = specification_limits.syntax_depth;
  while (depth > 0 && !build_schema(nested_lists(depth)).ok()) --depth;
  EXPECT_GE(depth, specification_limits.syntax_depth - 10);
  const auto refused = build_schema(nested_lists(depth + 1));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().size(), 1u);
  EXPECT_EQ(refused.error()[0].code, error_code::graphql_parse_failed);
  EXPECT_NE(refused.error()[0].message.find("1000"), std::string::npos);
}

TEST(sdl_frontend, refuses_text_of_any_depth) {
  EXPECT_FALSE(build_schema(nested_lists(1'000'000)).ok());
  EXPECT_FALSE(build_schema("type Query { a: " + std::string(1'000'000, '[')).ok());
}

TEST(sdl_frontend, has_no_bound_on_the_length_of_a_text) {
  std::string text = "type Query {";
  for (int i = 0; i < 100'000; ++i) text += " f" + std::to_string(i) + ": Int";
  ASSERT_GT(text.size(), limits{}.document_bytes);
  const auto built = build_schema(text + " }");
  ASSERT_TRUE(built.ok());
  EXPECT_EQ((*built)->query_type()->fields.size(), 100'000u);
}

TEST(sdl_frontend, gives_as_many_errors_as_an_answer_may_have) {
  std::string text = "type Query {";
  for (int i = 0; i < 150; ++i) text += " f" + std::to_string(i) + "(a: Query): Int";
  const auto built = build_schema(text + " }");
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().size(), max_errors);
  for (const graphql_error& error : built.error()) {
    EXPECT_EQ(error.code, error_code::graphql_validation_failed);
  }
}

}  // namespace
}  // namespace fraiseql::frontend
