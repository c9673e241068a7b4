// What the builder alone can show of printing; that whole texts are printed as graphql-js does
// stands in tests/frontend/print_cases.jsonl.
#include <gtest/gtest.h>

#include "schema/builder.hpp"

namespace fraiseql::schema {
namespace {

std::string printed_description(const std::string& description) {
  schema_builder builder(purpose::described);
  builder.add(type_declaration{.name = "Query",
                               .description = description,
                               .fields = {{.name = "a", .type = {"Int"}}},
                               .origin = "Query"});
  auto built = std::move(builder).build();
  if (!built.ok()) return built.error().front().message;
  const std::string text = print(**built);
  return text.substr(0, text.find("type Query"));
}

TEST(print, writes_a_description_as_a_block_string) {
  EXPECT_EQ(printed_description("plain"), "\"\"\"plain\"\"\"\n");
  EXPECT_EQ(printed_description(""), "\"\"\"\"\"\"\n");
  EXPECT_EQ(printed_description("a \"\"\" b"), "\"\"\"a \\\"\"\" b\"\"\"\n");
  EXPECT_EQ(printed_description("two\n  lines"), "\"\"\"\ntwo\n  lines\n\"\"\"\n");
}

TEST(print, breaks_a_description_past_70_characters) {
  const std::string fits(70, 'x');
  EXPECT_EQ(printed_description(fits), "\"\"\"" + fits + "\"\"\"\n");
  EXPECT_EQ(printed_description(fits + "x"), "\"\"\"\n" + fits + "x\n\"\"\"\n");
}

TEST(print, quotes_a_description_that_a_block_string_would_change) {
  EXPECT_EQ(printed_description("\nfirst line empty"), "\"\\nfirst line empty\"\n");
  EXPECT_EQ(printed_description("last line empty\n "), "\"last line empty\\n \"\n");
  EXPECT_EQ(printed_description("  all\n indented"), "\"  all\\n indented\"\n");
  EXPECT_EQ(printed_description("carriage\rreturn"), "\"carriage\\rreturn\"\n");
  EXPECT_EQ(printed_description("bell \a"), "\"bell \\u0007\"\n");
  EXPECT_EQ(printed_description(" "), "\" \"\n");
}

TEST(print, sorts_names_with_their_numbers) {
  schema_builder builder(purpose::described);
  type_declaration query{.name = "Query", .origin = "Query"};
  for (const char* name : {"b", "a10", "a9", "a09", "a", "B", "a9b", "_"}) {
    query.fields.push_back({.name = name, .type = {"Int"}});
  }
  builder.add(query);
  auto built = std::move(builder).build();
  ASSERT_TRUE(built.ok());
  EXPECT_EQ(print(**built, print_order::sorted),
            "type Query {\n  B: Int\n  _: Int\n  a: Int\n  a09: Int\n  a9: Int\n  a9b: Int\n"
            "  a10: Int\n  b: Int\n}\n");
}

}  // namespace
}  // namespace fraiseql::schema
