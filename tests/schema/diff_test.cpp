// Messages and places of changes; which changes there are stands in
// tests/frontend/diff_cases.jsonl.
#include "schema/diff.hpp"

#include <gtest/gtest.h>

#include "schema/builder.hpp"

namespace fraiseql::schema {
namespace {

// One field `a` with one argument `x`, and a directive.
std::shared_ptr<const schema> sample(const type_use& field, const type_use& argument,
                                     std::optional<json::value> default_value,
                                     const std::vector<std::string>& locations) {
  schema_builder builder(purpose::described);
  const input_declaration x{.name = "x", .type = argument, .default_value = default_value};
  builder.add(type_declaration{.name = "Query",
                               .fields = {{.name = "a", .type = field, .arguments = {x}}},
                               .origin = "Query"});
  builder.add(directive_declaration{.name = "tag", .locations = locations, .origin = "@tag"});
  auto built = std::move(builder).build();
  return built.ok() ? *built : nullptr;
}

std::vector<std::string> texts(const std::vector<schema_change>& changes) {
  std::vector<std::string> all;
  for (const schema_change& one : changes) {
    all.push_back((one.severity == severity::breaking ? "breaking " : "dangerous ") + one.kind +
                  ' ' + one.coordinate + ": " + one.message);
  }
  return all;
}

TEST(compare, says_what_changed_and_where) {
  const auto before = sample({"Int", 1, 0b11}, {"Int"}, json::number{"1"}, {"FIELD", "QUERY"});
  const auto after = sample({"Int", 1, 0b10}, {"Int"}, json::number{"2"}, {"FIELD"});
  ASSERT_TRUE(before && after);
  EXPECT_EQ(texts(compare(*before, *after)),
            (std::vector<std::string>{
                "dangerous ARG_DEFAULT_VALUE_CHANGE Query.a(x:): the default value of "
                "\"Query.a(x:)\" changed from 1 to 2",
                "breaking FIELD_CHANGED_KIND Query.a: the field \"Query.a\" changed its type from "
                "\"[Int!]!\" to \"[Int]!\"",
                "breaking DIRECTIVE_LOCATION_REMOVED @tag: the directive \"@tag\" is no longer "
                "allowed on \"QUERY\""}));
}

TEST(compare, finds_nothing_where_nothing_or_only_something_safe_changed) {
  const auto before = sample({"Int", 1, 0b10}, {"Int", 0, 1}, {}, {"FIELD"});
  const auto after = sample({"Int", 1, 0b11}, {"Int"}, json::number{"2"}, {"FIELD", "QUERY"});
  ASSERT_TRUE(before && after);
  EXPECT_TRUE(compare(*before, *before).empty());
  EXPECT_TRUE(compare(*before, *after).empty());
}

}  // namespace
}  // namespace fraiseql::schema
