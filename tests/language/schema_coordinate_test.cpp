// Schema coordinates, read and printed. The places of the errors are graphql-js's.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "language/parser.hpp"
#include "language/printer.hpp"

namespace fraiseql::language {
namespace {

TEST(schema_coordinate, prints_as_it_was_read) {
  for (const std::string_view text :
       {"Type", "_Type1.field", "Type.field(argument:)", "@directive", "@directive(argument:)"}) {
    const auto read = parse_schema_coordinate(text);
    ASSERT_TRUE(read.ok()) << text << ": " << read.error().message;
    EXPECT_EQ(print(*read), text);
  }
}

TEST(schema_coordinate, keeps_its_parts) {
  const auto read = parse_schema_coordinate("Type.field(argument:)");
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->is_directive);
  EXPECT_EQ(read->name.text, "Type");
  EXPECT_EQ(read->member.text, "field");
  EXPECT_EQ(read->member.offset, 5u);
  EXPECT_EQ(read->argument.text, "argument");
  EXPECT_TRUE(parse_schema_coordinate("@d")->is_directive);
}

TEST(schema_coordinate, refuses_all_else_where_it_goes_wrong) {
  struct wrong {
    std::string_view text;
    std::uint32_t column;
  };
  for (const auto& [text, column] :
       {wrong{"", 1},    {"@", 2},      {" A", 1},       {"A ", 2},
        {"A .b", 2},     {"A. b", 3},   {"9a", 1},       {"A.9", 3},
        {"A.", 3},       {"A..b", 3},   {"A.b.c", 4},    {"A(b:)", 2},
        {"@a.b", 3},     {"@@a", 2},    {"A.b(", 5},     {"A.b()", 5},
        {"A.b(c)", 6},   {"A.b(c:", 7}, {"A.b(c: )", 7}, {"A.b(c:)d", 8},
        {"A.b(c:1)", 7}, {"#a", 1},     {"\xC3\xA9", 1}, {"A.\xF0\x9F\x98\x80", 3},
        {"A\n.b", 2},    {"A\xFF", 2},  {"[A]", 1},      {"A!", 2}}) {
    const auto read = parse_schema_coordinate(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, error_code::graphql_parse_failed);
    ASSERT_EQ(read.error().locations.size(), 1u);
    EXPECT_EQ(read.error().locations[0], (source_location{1, column})) << text;
  }
  EXPECT_FALSE(parse_schema_coordinate(std::string_view("A\0", 2)).ok());
}

}  // namespace
}  // namespace fraiseql::language
