// Parts of a tree printed alone. Whole documents, byte for byte as graphql-js prints
// them, are in cases.jsonl.
#include "language/printer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "language/parser.hpp"

namespace fraiseql::language {
namespace {

document parsed_at_length(std::string_view text) {
  auto made = parse(text, {.document_bytes = 100'000'000});
  EXPECT_TRUE(made.ok()) << text << ": " << made.error().message;
  return std::move(made).value();
}

std::string printed_value(std::string_view value) {
  const document made = parsed_at_length("{ a(x: " + std::string(value) + ") }");
  const auto* field =
      std::get<const field_node*>(made.operations()[0]->selection_set.selections[0]);
  return print(field->arguments[0].value);
}

std::string printed_type(std::string_view type) {
  const document made = parsed_at_length("query ($a: " + std::string(type) + ") { b }");
  return print(made.operations()[0]->variables[0].type);
}

TEST(printer, prints_types) {
  EXPECT_EQ(printed_type("Int"), "Int");
  EXPECT_EQ(printed_type("[ [ Int ! ] ] !"), "[[Int!]]!");
}

TEST(printer, prints_values) {
  EXPECT_EQ(printed_value("$v"), "$v");
  EXPECT_EQ(printed_value("-1.50e3"), "-1.50e3");
  EXPECT_EQ(printed_value("[ 1 true,null E]"), "[1, true, null, E]");
  EXPECT_EQ(printed_value("{a:1 b:{c:[]}}"), "{ a: 1, b: { c: [] } }");
  EXPECT_EQ(printed_value("{}"), "{  }");
}

TEST(printer, escapes_what_a_string_cannot_show) {
  EXPECT_EQ(printed_value(R"("\u0000\u0001\u001f\u007f\u0080\u009f")"),
            R"("\u0000\u0001\u001F\u007F\u0080\u009F")");
  EXPECT_EQ(printed_value(R"("\b\t\n\f\r\"\\\/")"), R"("\b\t\n\f\r\"\\/")");
}

TEST(printer, leaves_other_unicode_as_it_is) {
  EXPECT_EQ(printed_value(R"("\u00a0\u00e9\u{1F600}")"), "\"\xC2\xA0\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST(printer, prints_block_strings_as_block_strings) {
  EXPECT_EQ(printed_value(R"("""a""")"), R"("""a""")");
  EXPECT_EQ(printed_value("\"\"\"a\nb\"\"\""), "\"\"\"\na\nb\n\"\"\"");
  EXPECT_EQ(printed_value("\"\"\"x\\\"\"\" y\"\"\""), "\"\"\"x\\\"\"\" y\"\"\"");
}

TEST(printer, prints_definitions_in_the_order_of_the_text) {
  EXPECT_EQ(print(parsed_at_length(
                "fragment A on T{a} query B{b} fragment C on T{c} {d} fragment E on T{e}")),
            "fragment A on T {\n  a\n}\n\nquery B {\n  b\n}\n\nfragment C on T {\n  c\n}\n\n"
            "{\n  d\n}\n\nfragment E on T {\n  e\n}");
}

TEST(printer, prints_the_deepest_values_that_the_defaults_allow) {
  const std::size_t depth = limits{}.syntax_depth - 1;
  const std::string deep = std::string(depth, '[') + std::string(depth, ']');
  std::string value = "[";
  for (int i = 0; i < 20; ++i) value += deep.substr(1, deep.size() - 2) + ",";
  const document made = parsed_at_length("{ a(x: " + value + "]) }");
  EXPECT_EQ(print(parsed_at_length(print(made))), print(made));
}

TEST(printer, prints_a_kind_behind_the_other_in_the_order_of_the_text) {
  EXPECT_EQ(
      print(parsed_at_length("scalar A query B{b} extend scalar A@d fragment C on T{c} type D")),
      "scalar A\n\nquery B {\n  b\n}\n\nextend scalar A @d\n\n"
      "fragment C on T {\n  c\n}\n\ntype D");
}

// graphql-js drops the keyword here, too, and what it prints reads as something else.
TEST(printer, keeps_the_keyword_of_a_query_behind_a_type_without_a_body) {
  for (const std::string definition :
       {"type T", "interface T", "enum T", "input T", "extend schema @a", "extend type T @a"}) {
    const auto made = parse(definition + "\n\nquery { a }");
    ASSERT_TRUE(made.ok()) << definition;
    EXPECT_EQ(print(*made), definition + "\n\nquery {\n  a\n}");
    EXPECT_TRUE(parse(print(*made)).ok());
  }
  const auto harmless = parse("scalar T query { a }");
  EXPECT_EQ(print(*harmless), "scalar T\n\n{\n  a\n}");
}

}  // namespace
}  // namespace fraiseql::language
