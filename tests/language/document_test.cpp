// A document owns its text and tree, and finds lines and columns.
#include "language/document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "language/parsed.hpp"
#include "language/parser.hpp"

namespace fraiseql::language {
namespace {

// Where `needle` stands in `text`, which must parse.
source_location location_of(std::string_view text, std::string_view needle) {
  return parsed(text).location(static_cast<std::uint32_t>(text.find(needle)));
}

TEST(document, keeps_its_text) { EXPECT_EQ(parsed(" { a } # end").text(), " { a } # end"); }

TEST(document, counts_lines_and_columns_from_one) {
  EXPECT_EQ(location_of("{ a }", "{"), (source_location{1, 1}));
  EXPECT_EQ(location_of("{ a }", "a"), (source_location{1, 3}));
}

TEST(document, ends_a_line_at_each_kind_of_terminator) {
  EXPECT_EQ(location_of("{\n a }", "a"), (source_location{2, 2}));
  EXPECT_EQ(location_of("{\r a }", "a"), (source_location{2, 2}));
  EXPECT_EQ(location_of("{\r\n a }", "a"), (source_location{2, 2}));
  EXPECT_EQ(location_of("{\n\r a }", "a"), (source_location{3, 2}));
  EXPECT_EQ(location_of("{\r\n\r\n\n\ra }", "a"), (source_location{5, 1}));
}

TEST(document, counts_line_ends_in_comments_and_strings) {
  EXPECT_EQ(location_of("# one\n{ b(x: \"\"\"\n\r\n\"\"\") a }", "a }"), (source_location{4, 6}));
}

TEST(document, ends_no_line_at_a_line_separator) {
  EXPECT_EQ(location_of("#\xE2\x80\xA8\v\f\n{ a }", "a"), (source_location{2, 3}));
  EXPECT_EQ(location_of("{ b(x: \"\xE2\x80\xA8\") a }", "a }"), (source_location{1, 13}));
}

TEST(document, counts_columns_in_utf16_code_units) {
  EXPECT_EQ(location_of("{ b(x: \"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\") a }", "a }"),
            (source_location{1, 16}));
}

TEST(document, counts_a_byte_order_mark_as_one_column) {
  EXPECT_EQ(location_of("\xEF\xBB\xBF{ a }", "{"), (source_location{1, 2}));
}

TEST(document, puts_a_terminator_at_the_end_of_its_line) {
  EXPECT_EQ(location_of("{ a }\r\n", "\r"), (source_location{1, 6}));
  EXPECT_EQ(location_of("{ a }\n", "\n"), (source_location{1, 6}));
}

TEST(document, finds_its_end) {
  const document made = parsed("{ a }\n");
  EXPECT_EQ(made.location(6), (source_location{2, 1}));
}

TEST(document, can_be_moved) {
  document made = parsed(R"({ a(x: "\n") } fragment F on T { b })");
  const std::string text(made.text());
  const operation_node* operation = made.operations()[0];
  const document moved = std::move(made);
  EXPECT_EQ(moved.text(), text);
  EXPECT_EQ(moved.operations()[0], operation);
  EXPECT_EQ(moved.fragments()[0]->name.text, "F");
  const auto* field = std::get<const field_node*>(operation->selection_set.selections[0]);
  EXPECT_EQ(field->arguments[0].value.text, "\n");
}

}  // namespace
}  // namespace fraiseql::language
