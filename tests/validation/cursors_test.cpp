// What of a cursor is structure: which of its values are null.
#include <gtest/gtest.h>

#include "json/cursor.hpp"
#include "schema/type.hpp"
#include "validation/sample.hpp"

namespace fraiseql::validation {
namespace {

using sample::request;

std::string cursor(std::string_view values) {
  std::string text;
  json::write_cursor(text, 7, values);
  return text;
}

// Of `pages` in `document` with the cursor for the variable $c.
std::string structure(std::string_view document, const std::string& text) {
  const request made(document, R"({"c": ")" + text + R"("})");
  return structure_of(made.document, made.node(), made.variables);
}

constexpr std::string_view after_cursor = "query($c: String) { pages(after: $c) { totalCount } }";

// What the planner is told of the argument.
std::string letters(std::string_view document, const std::string& text, std::string_view argument) {
  const request made(document, R"({"c": ")" + text + R"("})");
  const auto operation = made.make();
  EXPECT_TRUE(operation.ok());
  const fraiseql::validation::argument* found =
      operation->root().fields.front().find_argument(argument);
  EXPECT_NE(found, nullptr);
  EXPECT_EQ(found->value.kind, argument_kind::leaf);
  return found->value.name;
}

TEST(cursors, say_of_each_value_whether_it_is_null) {
  EXPECT_EQ(letters(after_cursor, cursor(R"(["a",null,1,true])"), "after"), "vnvv");
  EXPECT_EQ(letters("query($c: String!) { pages(before: $c) { totalCount } }",
                    cursor(R"([null,"id"])"), "before"),
            "nv");
}

TEST(cursors, are_looked_into_in_the_text_of_the_document) {
  const std::string document = "query($c: Int) { pages(first: $c, after: \"" +
                               cursor(R"([null,"id"])") + "\") { totalCount } }";
  const request made(document);
  const auto operation = made.make();
  ASSERT_TRUE(operation.ok());
  EXPECT_EQ(operation->root().fields.front().find_argument("after")->value.name, "nv");
}

TEST(cursors, have_no_letters_where_the_text_is_none) {
  EXPECT_EQ(letters(after_cursor, "", "after"), "");
  EXPECT_EQ(letters(after_cursor, "no cursor", "after"), "");
  EXPECT_EQ(letters(after_cursor, cursor("[[1]]"), "after"), "");
  EXPECT_EQ(letters(after_cursor, cursor("{}"), "after"), "");
}

TEST(cursors, have_no_letters_beyond_the_fields_of_an_order_and_the_id) {
  const auto of = [](std::size_t count) {
    std::string values = "[1";
    for (std::size_t i = 1; i < count; ++i) values += ",1";
    return cursor(values + "]");
  };
  EXPECT_EQ(letters(after_cursor, of(schema::max_order_keys + 1), "after"),
            std::string(schema::max_order_keys + 1, 'v'));
  EXPECT_EQ(letters(after_cursor, of(schema::max_order_keys + 2), "after"), "");
}

TEST(cursors, are_absent_where_they_are_null) {
  const request made(after_cursor, R"({"c": null})");
  const auto operation = made.make();
  ASSERT_TRUE(operation.ok());
  const argument* found = operation->root().fields.front().find_argument("after");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->value.kind, argument_kind::null);
  EXPECT_EQ(found->value.name, "");
}

TEST(cursors, differ_in_structure_by_which_values_are_null) {
  EXPECT_NE(structure(after_cursor, cursor(R"(["a","id"])")),
            structure(after_cursor, cursor(R"([null,"id"])")));
  EXPECT_NE(structure(after_cursor, cursor(R"(["a","id"])")),
            structure(after_cursor, cursor(R"(["id"])")));
  EXPECT_NE(structure(after_cursor, cursor(R"(["a","id"])")), structure(after_cursor, "none"));
}

TEST(cursors, do_not_differ_in_structure_by_their_values) {
  EXPECT_EQ(structure(after_cursor, cursor(R"(["a","id"])")),
            structure(after_cursor, cursor(R"([1,"di"])")));
  EXPECT_EQ(structure(after_cursor, "none"), structure(after_cursor, "neither"));
}

TEST(cursors, are_found_in_fragments_and_relations) {
  for (const std::string_view document :
       {"query($c: String) { ...F } fragment F on Query { pages(before: $c) { totalCount } }",
        "query($c: String) { note { ... { pagesAlike(after: $c) { totalCount } } } }"}) {
    EXPECT_NE(structure(document, cursor(R"(["a"])")), structure(document, cursor("[null]")))
        << document;
  }
}

TEST(cursors, are_not_looked_for_in_other_texts) {
  for (const std::string_view document :
       {"query($c: String) { notes(where: {title: {eq: $c}}) { id } }",
        "query($c: ID) { note(id: $c) { id } }",
        "query($c: String, $d: String) { pages(after: $d, where: {title: {eq: $c}}) { totalCount "
        "} }"}) {
    EXPECT_EQ(structure(document, cursor(R"(["a"])")), structure(document, cursor("[null]")))
        << document;
  }
}

TEST(cursors, keep_the_structure_of_several_variables_apart) {
  const auto of = [](const std::string& first, const std::string& second) {
    const request made(
        "query($a: String, $b: String) { pages(after: $a, before: $b) { totalCount } }",
        R"({"a": ")" + first + R"(", "b": ")" + second + R"("})");
    return structure_of(made.document, made.node(), made.variables);
  };
  const std::string two = cursor("[1,1]");
  const std::string one = cursor("[1]");
  EXPECT_NE(of(one, two), of(two, one));
}

}  // namespace
}  // namespace fraiseql::validation
