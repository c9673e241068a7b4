#include "validation/operation.hpp"

#include <gtest/gtest.h>

#include "validation/sample.hpp"

namespace fraiseql::validation {
namespace {

using sample::prove;
using sample::request;

std::string operation_text(std::string_view document, std::string_view variables = "{}") {
  return request(document, variables).text();
}

// The arguments of createNote for this `input`, with the operation's variables `declared`.
std::string input(std::string_view declared, std::string_view literal,
                  std::string_view variables = "{}") {
  const std::string document = "mutation" +
                               (declared.empty() ? "" : "(" + std::string(declared) + ")") +
                               " { createNote(input: " + std::string(literal) + ") { id } }";
  const std::string all = operation_text(document, variables);
  constexpr std::string_view before = "mutation\n  createNote(input: ";
  constexpr std::string_view after = ")\n    id\n";
  if (!all.starts_with(before)) return all;
  return all.substr(before.size(), all.size() - before.size() - after.size());
}

std::string find(std::string_view document, std::string_view name) {
  const validated_document proven = prove(document);
  const auto found = find_operation(proven, name);
  if (found) return "found " + std::string((*found)->name.text);
  EXPECT_EQ(found.error().code, error_code::bad_user_input);
  return found.error().message;
}

TEST(find_operation, gives_the_named_or_the_only_one) {
  EXPECT_EQ(find("{ __typename }", ""), "found ");
  EXPECT_EQ(find("query A { __typename }", ""), "found A");
  EXPECT_EQ(find("query A { __typename } query B { __typename }", "B"), "found B");
}

TEST(find_operation, names_those_there_are) {
  EXPECT_EQ(find("query A { __typename } query B { __typename }", ""),
            "the document has several operations and operationName does not choose one; it has "
            "\"A\", \"B\"");
  EXPECT_EQ(find("query A { __typename }", "C"),
            "the document has no operation \"C\"; it has \"A\"");
  EXPECT_EQ(find("{ __typename }", "C"), "the document has no operation \"C\"");
}

TEST(operation, is_a_line_a_field) {
  EXPECT_EQ(
      operation_text(
          "query Q($n: Int) { all: notes(limit: $n) { id title author { name } } __typename }",
          R"({"n":5})"),
      "query Q\n"
      "  all: notes(limit: $0, offset: 0)\n"
      "    id\n"
      "    title\n"
      "    author\n"
      "      name\n"
      "  __typename\n");
}

TEST(operation, merges_equal_response_keys_in_the_order_of_their_first_occurrence) {
  EXPECT_EQ(operation_text(
                "{ note { author { name } id } note { title author { friend { name } name } } }"),
            "query\n"
            "  note\n"
            "    author\n"
            "      name\n"
            "      friend\n"
            "        name\n"
            "    id\n"
            "    title\n");
}

TEST(operation, spreads_fragments) {
  EXPECT_EQ(
      operation_text("{ note { ...A ... on Note { body } ... { title } ...A } }"
                     " fragment A on Note { id ...B } fragment B on Note { author { name } }"),
      "query\n"
      "  note\n"
      "    id\n"
      "    author\n"
      "      name\n"
      "    body\n"
      "    title\n");
}

TEST(operation, decides_skip_and_include) {
  constexpr std::string_view document =
      "query($yes: Boolean!, $no: Boolean!) { note {"
      " a: id @skip(if: $yes) b: id @skip(if: $no) c: id @include(if: $yes) d: id @include(if: $no)"
      " e: id @skip(if: $no) @include(if: $no) f: id @skip(if: $yes) @include(if: $yes)"
      " ... @skip(if: $yes) { g: id } ... @include(if: $yes) { h: id }"
      " ...F @include(if: $no) ...F @include(if: true) } }"
      " fragment F on Note { i: id }";
  EXPECT_EQ(operation_text(document, R"({"yes":true,"no":false})"),
            "query\n  note\n    b: id\n    c: id\n    h: id\n    i: id\n");
}

TEST(operation, refuses_null_for_a_directive_that_needs_a_boolean) {
  const request made("query($v: Boolean = true) { note { id @skip(if: $v) } }", R"({"v":null})");
  const auto operation = made.make();
  ASSERT_FALSE(operation.ok());
  EXPECT_EQ(operation.error().front().message,
            "variable \"$v\" decides \"@skip\" and must be true or false");
  EXPECT_EQ(operation.error().front().code, error_code::bad_user_input);
  EXPECT_FALSE(operation.error().front().locations.empty());
}

TEST(operation, gives_leaves_no_selection_and_composites_one_a_possible_type) {
  const auto made = request("{ note { id } }").make();
  ASSERT_TRUE(made.ok());
  const selected_field& note = made->root().fields.front();
  ASSERT_EQ(note.selections.size(), 1);
  EXPECT_EQ(note.selections.front().object->name, "Note");
  EXPECT_TRUE(note.selections.front().fields.front().selections.empty());
  EXPECT_EQ(note.location, (source_location{.line = 1, .column = 3}));
}

TEST(operation, expands_for_each_possible_type) {
  EXPECT_EQ(operation_text("{ note { author { likes { __typename ... on Note { id } ...U } } } }"
                           " fragment U on User { name likes { ... on User { name } } }"),
            "query\n"
            "  note\n"
            "    author\n"
            "      likes\n"
            "        ... on Note\n"
            "          __typename\n"
            "          id\n"
            "        ... on User\n"
            "          __typename\n"
            "          name\n"
            "          likes\n"
            "            ... on Note\n"
            "            ... on User\n"
            "              name\n");
}

TEST(operation, finds_arguments_by_name_and_by_role) {
  const auto made = request("{ notes(where: {id: {eq: 1}}, offset: 3) { id } }").make();
  ASSERT_TRUE(made.ok());
  const selected_field& notes = made->root().fields.front();
  const argument* where = notes.find_argument(schema::input_role::where);
  ASSERT_NE(where, nullptr);
  EXPECT_EQ(where, notes.find_argument("where"));
  ASSERT_NE(where->value.find("id"), nullptr);
  EXPECT_NE(where->value.find("id")->value.find("eq"), nullptr);
  EXPECT_EQ(where->value.find("title"), nullptr);
  EXPECT_EQ(notes.find_argument(schema::input_role::order_by), nullptr);
}

TEST(arguments, take_their_defaults_where_absent_or_their_variable_is) {
  EXPECT_EQ(operation_text("{ notes { id } }"), "query\n  notes(limit: 100, offset: 0)\n    id\n");
  constexpr std::string_view document = "query($n: Int) { notes(limit: $n, offset: 1) { id } }";
  EXPECT_EQ(operation_text(document), "query\n  notes(limit: 100, offset: 1)\n    id\n");
  EXPECT_EQ(operation_text(document, R"({"n":null})"),
            "query\n  notes(limit: null, offset: 1)\n    id\n");
  EXPECT_EQ(operation_text(document, R"({"n":5})"),
            "query\n  notes(limit: $0, offset: 1)\n    id\n");
  EXPECT_EQ(operation_text("query($i: ID) { note(id: $i) { id } }"), "query\n  note\n    id\n");
}

TEST(arguments, unfold_a_variable_by_its_structure) {
  const auto unfolded = [](std::string_view value) {
    return operation_text(
        "mutation($b: String, $input: CreateNote!) { createNote(input: $input) { id }"
        " other: createNote(input: {title: \"\", body: $b}) { id } }",
        R"({"input":)" + std::string(value) + "}");
  };
  const auto first = [](std::string_view input) {
    return "mutation\n  createNote(input: " + std::string(input) +
           ")\n    id\n  other: createNote(input: {title: \"\", body: missing $b, n: 7})\n    id\n";
  };
  EXPECT_EQ(unfolded(R"({"title":"t","inner":{"a":1},"tags":["x"],"grid":[[1]],"body":null})"),
            first("{title: $1.0, body: null, n: $1.2, tags: $1.3, grid: $1.4, "
                  "inner: {a: $1.5.0, b: $1.5.1}}"));
  EXPECT_EQ(unfolded(R"({"title":"t","inners":[{"a":1},{"a":2,"c":3}]})"),
            first("{title: $1.0, n: $1.1, inners: [{a: $1.2.0.0, b: $1.2.0.1}, "
                  "{a: $1.2.1.0, b: $1.2.1.1, c: $1.2.1.2}]}"));
}

TEST(arguments, keep_literals_as_constants) {
  EXPECT_EQ(input("", R"({title: "t", n: 5, done: true, key: 7, body: null})"),
            R"({title: "t", body: null, n: 5, key: "7", done: true})");
  EXPECT_EQ(input("", R"({title: "t", tags: ["a", "b"], grid: [1, [2, null]]})"),
            R"({title: "t", n: 7, tags: ["a","b"], grid: [[1],[2,null]]})");
  EXPECT_EQ(input("", R"({title: "t", extra: {a: [1.50, {b: RED}], c: null}})"),
            R"({title: "t", n: 7, extra: {"a":[1.50,{"b":"RED"}],"c":null}})");
}

TEST(arguments, make_a_list_of_a_single_literal) {
  EXPECT_EQ(input("", R"({title: "t", tags: "a", grid: 1})"),
            R"({title: "t", n: 7, tags: ["a"], grid: [[1]]})");
  EXPECT_EQ(input("", R"({title: "t", inners: {a: 1}})"),
            R"({title: "t", n: 7, inners: [{a: 1, b: "x"}]})");
  EXPECT_EQ(input("$v: [Int]", R"({title: "t", grid: [1, $v]})", R"({"v":[2,3]})"),
            R"({title: "t", n: 7, grid: [[1], $0]})");
}

TEST(arguments, mix_variables_into_lists_and_objects) {
  EXPECT_EQ(input("$a: Int!, $b: String",
                  R"({title: "t", inner: {a: $a, b: $b}, numbers: [1, $a]})", R"({"a":1})"),
            R"({title: "t", n: 7, numbers: [1, $0], inner: {a: $0, b: "x"}})");
}

TEST(arguments, mark_what_a_missing_variable_would_have_given) {
  EXPECT_EQ(input("$b: String, $n: Int", R"({title: "t", body: $b, n: $n, numbers: [1, $n]})"),
            R"({title: "t", body: missing $b, n: 7, numbers: [1, missing $n]})");
}

TEST(arguments, refuse_a_null_variable_where_a_value_must_be) {
  EXPECT_EQ(input("$t: String = \"x\"", "{title: $t}", R"({"t":null})"),
            "error: argument \"input\" of \"createNote\" got an invalid value: variable \"$t\": "
            "expected a non-null String\n");
  EXPECT_EQ(input("$t: String = \"x\"", "{title: $t}"), "{title: $0, n: 7}");
}

TEST(arguments, take_an_enumeration_and_null_out_of_a_variables_list) {
  EXPECT_EQ(
      input("$v: [OrderDirection]", R"({title: "t", directions: $v})", R"({"v":["ASC",null]})"),
      R"({title: "t", n: 7, directions: [ASC, null]})");
}

TEST(arguments, locate_what_is_wrong_and_collect_it) {
  const request made(
      "mutation($t: String = \"x\") {\n a: createNote(input: {title: $t}) { id }\n"
      " b: createNote(input: {title: $t}) { id } }",
      R"({"t":null})");
  const auto operation = made.make();
  ASSERT_FALSE(operation.ok());
  ASSERT_EQ(operation.error().size(), 2);
  EXPECT_EQ(operation.error()[1].code, error_code::bad_user_input);
  EXPECT_EQ(operation.error()[1].locations,
            std::vector({source_location{.line = 3, .column = 31}}));
}

TEST(arguments, take_a_one_of_object_and_enumerations) {
  const auto order = [](std::string_view declared, std::string_view literal,
                        std::string_view variables) {
    return operation_text("query" + std::string(declared) +
                              " { notes(orderBy: " + std::string(literal) + ", limit: 1) { id } }",
                          variables);
  };
  const auto ordered = [](std::string_view by) {
    return "query\n  notes(orderBy: " + std::string(by) + ", limit: 1, offset: 0)\n    id\n";
  };
  EXPECT_EQ(order("", "{title: ASC}", "{}"), ordered("[{title: ASC}]"));
  EXPECT_EQ(order("($d: OrderDirection!)", "[{title: $d}, {body: DESC}]", R"({"d":"ASC"})"),
            ordered("[{title: ASC}, {body: DESC}]"));
  EXPECT_EQ(order("($o: [NoteOrderByInput!])", "$o", R"({"o":[{"body":"ASC"},{"id":"DESC"}]})"),
            ordered("[{body: ASC}, {id: DESC}]"));
}

}  // namespace
}  // namespace fraiseql::validation
