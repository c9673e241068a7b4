#include "transform/transform.hpp"

#include <gtest/gtest.h>

#include "transform/answer.hpp"
#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

TEST(transform, writes_selected_fields_in_response_order) {
  const auto shape = one_row("Note { title: String  id: ID!  __typename }");
  EXPECT_EQ(answer(shape, {R"({"id": "7", "body": "skipped", "title": "Hi"})"}),
            R"({"title":"Hi","id":"7","__typename":"Note"})");
}

// The text is PostgreSQL 15's, of a jsonb with all its escapes and key orders.
TEST(transform, reads_what_postgresql_prints) {
  const auto shape = one_row(
      "T { o: JSON  n: JSON  b: Decimal  B: Float  a: BigInt  aa: Int  e from é: Int  ab: Int }");
  EXPECT_EQ(
      answer(shape, {R"({"B": 0.0000001, "a": 1000000000000000000000000000000, "b": 1.50, )"
                     R"("n": [1, [2, {"x": null}]], "o": {}, "\u0001x": "\u001f\b\f\n\r\t\"\\/)"
                     "\x7f"
                     R"(é", "aa": 0, "é": 1.0, "a\"b": []})"}),
      R"({"o":{},"n":[1, [2, {"x": null}]],"b":"1.50","B":0.0000001,)"
      R"("a":"1000000000000000000000000000000","aa":0,"e":1,"ab":null})");
}

TEST(transform, takes_a_missing_key_for_null) {
  const auto shape = one_row("T { a: Int  b: Int  cc: Int }");
  EXPECT_EQ(answer(shape, {R"({"b": 1})"}), R"({"a":null,"b":1,"cc":null})");
  EXPECT_EQ(answer(shape, {"{}"}), R"({"a":null,"b":null,"cc":null})");
}

TEST(transform, lets_two_aliases_share_a_stored_key) {
  const auto shape = one_row("T { x from a: Int  y from a: String  z from a: [Int] }");
  EXPECT_EQ(answer(shape, {R"({"a": 1})"}),
            R"({"x":1,"y":null,"z":null} | y wrong_kind String | z wrong_kind [Int])");
}

TEST(transform, finds_keys_behind_an_escaped_one) {
  // `a"b` has three bytes and sorts before `abc`, though its text is longer.
  const auto shape = one_row("T { abc: Int  abcd: Int }");
  EXPECT_EQ(answer(shape, {R"({"a\"b": 1, "abc": 2, "a\\\"b": 3, "abcd": 4})"}),
            R"({"abc":2,"abcd":4})");
}

TEST(transform, takes_brackets_and_quotes_inside_strings_for_text) {
  const auto shape = one_row("T { z: String }");
  EXPECT_EQ(answer(shape, {R"({"a": {"x": "}]\"{\\"}, "b": ["\\\"", "]"], "z": "a\"}"})"}),
            R"({"z":"a\"}"})");
}

TEST(transform, writes_nested_objects_out_of_stored_order) {
  const auto shape = one_row("T { z: U { b: Int  a: Int }  a: U { n: U { k: Int } } }");
  EXPECT_EQ(answer(shape, {R"({"a": {"n": {"k": 1}}, "z": {"a": 2, "b": 3}})"}),
            R"({"z":{"b":3,"a":2},"a":{"n":{"k":1}}})");
}

TEST(transform, writes_lists_of_lists) {
  const auto shape = one_row("T { m: [[Int!]]  o: [[U]] { a: Int } }");
  EXPECT_EQ(answer(shape, {R"({"m": [[1, 2], null, []], "o": [[{"a": 1}, null], []]})"}),
            R"({"m":[[1,2],null,[]],"o":[[{"a":1},null],[]]})");
}

TEST(transform, tells_the_types_of_a_union_apart_by_their_key) {
  const auto shape = all_rows(
      "Media by kind { Film { __typename  length: Int }  Book { title: String  __typename } }");
  EXPECT_EQ(answer(shape, {R"({"kind": "Book", "title": "B", "length": 1})",
                           R"({"kind": "Film", "title": "B", "length": 1})"}),
            R"([{"title":"B","__typename":"Book"},{"__typename":"Film","length":1}])");
}

TEST(transform, reads_the_key_of_a_type_wherever_it_stands) {
  const auto shape = one_row("Media by kind { Book { a: Int  longer: Int  kind: String } }");
  EXPECT_EQ(answer(shape, {R"({"a": 1, "kind": "Book", "longer": 2})"}),
            R"({"a":1,"longer":2,"kind":"Book"})");
}

TEST(transform, refuses_an_object_of_no_possible_type) {
  const auto shape = one_row("T { m: [Media!] by kind { Book { a: Int }  Books { a: Int } } }");
  for (const char* object :
       {R"({"a": 1})", R"({"a": 1, "kind": "Boo"})", R"({"a": 1, "kind": "Booksy"})",
        R"({"a": 1, "kind": null})", R"({"a": 1, "kind": 7})", R"({"a": 1, "kind": ["Book"]})",
        R"({"a": 1, "kind": "B\u006fok"})"}) {
    EXPECT_EQ(answer(shape, {R"({"m": [{"a": 1, "kind": "Book"}, )" + std::string(object) + "]}"}),
              R"({"m":null} | m.1 unknown_type Media)")
        << object;
  }
  EXPECT_EQ(answer(shape, {R"({"m": [7]})"}), R"({"m":null} | m.0 wrong_kind Media)");
}

TEST(transform, reports_a_row_cut_off_around_the_key_of_a_type) {
  const auto shape = one_row("Media by kind { Book { a: Int } }");
  const std::string whole = R"({"a": 1, "kind": "Book", "z": 2})";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    EXPECT_EQ(answer(shape, {text}), "null | malformed Media") << text;
  }
}

TEST(transform, spells_the_values_of_an_enumeration) {
  const auto colors = one_row("[Color(red=RED,in_review=IN_REVIEW,18=EIGHTEEN)]");
  EXPECT_EQ(answer(colors, {R"(["red", "in_review", "\u0072ed", 18, null])"}),
            R"(["RED","IN_REVIEW","RED","EIGHTEEN",null])");
  EXPECT_EQ(answer(colors, {R"(["RED", "re", "", "redd", true, ["red"], {}])"}),
            "[null,null,null,null,null,null,null]"
            " | 0 wrong_kind Color | 1 wrong_kind Color | 2 wrong_kind Color | 3 wrong_kind Color"
            " | 4 wrong_kind Color | 5 wrong_kind Color | 6 wrong_kind Color");
}

TEST(transform, takes_a_computed_value_out_of_its_list) {
  const auto shape = one_row("T { a computed: Int  b computed: [Int!]!  c: Int }");
  EXPECT_EQ(answer(shape, {R"({"a": [1], "b": [[2, 3]], "c": 4})"}), R"({"a":1,"b":[2,3],"c":4})");
  EXPECT_EQ(answer(shape, {R"({"a": [null], "b": [[]], "c": 4})"}), R"({"a":null,"b":[],"c":4})");
}

TEST(transform, hands_on_the_number_of_a_computed_values_error) {
  const auto shape = one_row("T { a computed: Int  u: U { b computed: [Int!]! } }");
  EXPECT_EQ(answer(shape, {R"({"a": 0, "u": {"b": 12}})"}),
            R"({"a":null,"u":null} | a raised 0 Int | u.b raised 12 [Int!])");
}

TEST(transform, writes_an_object_without_fields) {
  EXPECT_EQ(answer(one_row("T {}"), {R"({"a": 1})"}), "{}");
}

TEST(transform, writes_rows_as_a_list) {
  const auto shape = all_rows("T { a: Int }");
  EXPECT_EQ(answer(shape, {}), "[]");
  EXPECT_EQ(answer(shape, {R"({"a": 1})", {}, "null", R"({"a": 2})"}),
            R"([{"a":1},null,null,{"a":2}])");
}

TEST(transform, writes_the_first_row_or_null) {
  EXPECT_EQ(answer(one_row("Int"), {"1", "2"}), "1");
  EXPECT_EQ(answer(one_row("Int"), {}), "null");
  EXPECT_EQ(answer(one_row("Int"), {{}}), "null");
}

TEST(transform, writes_nothing_where_a_non_null_root_is_null) {
  EXPECT_EQ(answer(one_row("Int!"), {}), "propagates | null_value Int");
  EXPECT_EQ(answer(one_row("T! { a: T! { b: Int! } }"), {R"({"a": {"b": null}})"}),
            "propagates | a.b null_value Int");
  EXPECT_EQ(answer(all_rows("Int!", list_null::refused), {"1", "null"}),
            "propagates | 1 null_value Int");
  EXPECT_EQ(answer(all_rows("Int!"), {"1", "null"}), "null | 1 null_value Int");
}

TEST(transform, nulls_the_nearest_nullable_position) {
  const auto shape = one_row("T { a: T { b: T! { c: Int! } }  d: Int }");
  EXPECT_EQ(answer(shape, {R"({"a": {"b": {"c": "x"}}, "d": 1})"}),
            R"({"a":null,"d":1} | a.b.c wrong_kind Int)");
}

TEST(transform, carries_a_null_out_of_lists_as_far_as_they_are_non_null) {
  const auto shape = one_row("T { m: [[Int!]]  n: [[Int!]!]  o: [[Int!]!]! }");
  EXPECT_EQ(answer(shape, {R"({"m": [[1, null], [2]], "n": [[1, null]], "o": [[3]]})"}),
            R"({"m":[null,[2]],"n":null,"o":[[3]]} | m.0.1 null_value Int | n.0.1 null_value Int)");
  EXPECT_EQ(answer(shape, {R"({"m": [], "n": [], "o": [[3], null]})"}),
            "null | o.1 null_value [Int!]");
}

TEST(transform, wants_lists_and_objects_where_the_shape_has_them) {
  const auto shape = one_row("T { a: Int  l: [Int!]  m: [[Int]]  o: U { a: Int } }");
  EXPECT_EQ(answer(shape, {R"({"a": [1], "l": 1, "m": [1, [[2]]], "o": []})"}),
            R"({"a":null,"l":null,"m":[null,[null]],"o":null})"
            " | a wrong_kind Int | l wrong_kind [Int!] | m.0 wrong_kind [Int]"
            " | m.1.0 wrong_kind Int | o wrong_kind U");
  EXPECT_EQ(answer(one_row("T { a: Int }"), {"[1]"}), "null | wrong_kind T");
}

// The answers of npm graphql 17.1.0, execute() with this synchronous root value: the
// first error that propagates ends its parent, and those recorded before it stay.
TEST(transform, reports_the_errors_that_graphql_js_reports) {
  const auto shape = one_row("A { n: Int  nn: Int!  s: String }");
  EXPECT_EQ(answer(shape, {R"({"n": "x", "s": {}})"}),
            "null | n wrong_kind Int | nn null_value Int");
  EXPECT_EQ(answer(one_row("A { nn: Int!  n: Int }"), {R"({"n": "x"})"}),
            "null | nn null_value Int");
  EXPECT_EQ(answer(one_row("A { b: B { nn: Int! }  n: Int  nn: Int! }"),
                   {R"({"b": {"nn": null}, "n": "x", "nn": null})"}),
            "null | b.nn null_value Int | n wrong_kind Int | nn null_value Int");
  EXPECT_EQ(answer(one_row("A { bn: B! { n: Int  nn: Int! }  n: Int }"),
                   {R"({"n": "x", "bn": {"n": "x", "nn": null}})"}),
            "null | bn.n wrong_kind Int | bn.nn null_value Int");
  EXPECT_EQ(answer(all_rows("A! { n: Int  nn: Int! }"),
                   {R"({"n": "x", "nn": 1})", R"({"n": "x"})", R"({"n": "x"})"}),
            "null | 0.n wrong_kind Int | 1.n wrong_kind Int | 1.nn null_value Int");
  EXPECT_EQ(answer(all_rows("A { n: Int  nn: Int! }"),
                   {R"({"n": "x", "nn": 1})", R"({"n": "x"})", R"({"n": "x"})"}),
            R"([{"n":null,"nn":1},null,null] | 0.n wrong_kind Int | 1.n wrong_kind Int)"
            " | 1.nn null_value Int | 2.n wrong_kind Int | 2.nn null_value Int");
  EXPECT_EQ(answer(one_row("A { l: [Int!]  k: [Int] }"),
                   {R"({"k": ["x", null, "x"], "l": ["x", 1, null, "x"]})"}),
            R"({"l":null,"k":[null,null,null]} | l.0 wrong_kind Int | k.0 wrong_kind Int)"
            " | k.2 wrong_kind Int");
}

TEST(transform, collects_errors_up_to_the_limit) {
  std::string row = "[";
  for (std::size_t i = 0; i + 1 < max_errors; ++i) row += "true, ";
  const auto shape = one_row("[Int]");
  const auto count = [&](const std::string& text) {
    std::string out;
    std::vector<field_error> errors;
    const std::vector<std::string_view> values = {text};
    EXPECT_TRUE(write_value(out, shape, rows_view{.values = values}, errors));
    return errors.size();
  };
  EXPECT_EQ(count(row + "1]"), max_errors - 1);
  EXPECT_EQ(count(row + "true]"), max_errors);
  EXPECT_EQ(count(row + "true, true]"), max_errors);
}

TEST(transform, has_one_error_for_a_malformed_row_and_goes_on) {
  const auto shape = all_rows("T { a: Int  b: String }");
  EXPECT_EQ(answer(shape, {R"({"a": "x", "b": "cut)", R"({"a": 1, "b": "x"})"}),
            R"([null,{"a":1,"b":"x"}] | 0 malformed T)");
  EXPECT_EQ(answer(shape, {"{}", R"({"a": "x", "b": "\q"})"}),
            R"([{"a":null,"b":null},null] | 1 malformed T)");
  EXPECT_EQ(answer(all_rows("T! { a: Int }"), {"{", "{}"}), "null | 0 malformed T");
  EXPECT_EQ(answer(one_row("T! { a: Int }"), {"{"}), "propagates | malformed T");
}

TEST(transform, refuses_text_that_is_not_jsonb) {
  const auto shape = one_row("T { a: JSON  b: [String]  z: Int }");
  for (const std::string_view row : {"",
                                     " ",
                                     "{",
                                     "}",
                                     "{}}",
                                     "{} ",
                                     " {}",
                                     "nul",
                                     "tru",
                                     "01",
                                     "1.",
                                     "-",
                                     "\"",
                                     "\"a",
                                     R"({"a":1})",
                                     R"({"a" : 1})",
                                     R"({"a": 1,"z": 1})",
                                     R"({"a": 1, })",
                                     R"({, "a": 1})",
                                     R"({"a": })",
                                     R"({"a": 1]", R"({"a": x})",
                                     R"({"z": 1e})",
                                     R"({"a": [1,2]})",
                                     R"({"a": [1, ]})",
                                     R"({"a": [1}})",
                                     R"({"a": {"b" 1}})",
                                     R"({"a": {"b": 1]})",
                                     R"({"b": ["\x"]})",
                                     R"({"b": ["\u0g00"]})",
                                     R"({"b": ["a\"]})",
                                     "{\"b\": [\"\n\"]}",
                                     R"({"b": [, "a"]})",
                                     R"({"b": ["a" "b"]})",
                                     R"({"b": ["a"})",
                                     R"({"z": 1} )",
                                     R"({"\)",
                                     R"({"a)",
                                     R"({"a")",
                                     R"({"a": )",
                                     R"({"a": 1)"}) {
    EXPECT_EQ(answer(shape, {row}), "null | malformed T") << row;
  }
  for (const std::string_view row : {"[1", "[1]x", "{\"a\": [}", "1 "}) {
    EXPECT_EQ(answer(one_row("Int"), {row}), "null | malformed Int") << row;
    EXPECT_EQ(answer(one_row("[[Int]]"), {row}), "null | malformed [[Int]]") << row;
    EXPECT_EQ(answer(one_row("T { a: Int }"), {row}), "null | malformed T") << row;
  }
}

TEST(transform, needs_no_stack_for_hostile_nesting) {
  const std::string deep(1'000'000, '[');
  const std::string closed = deep + std::string(deep.size(), ']');
  EXPECT_EQ(answer(one_row("JSON"), {deep}), "null | malformed JSON");
  const std::string behind = "{\"a\": " + closed + ", \"b\": 1}";
  EXPECT_EQ(answer(one_row("T { b: Int }"), {behind}), R"({"b":1})");
  EXPECT_EQ(answer(one_row("Int"), {closed}), "null | wrong_kind Int");
}

TEST(transform, refuses_what_a_program_worked_out_that_is_not_utf_8) {
  const auto shape = one_row("T { a computed: String }");
  EXPECT_EQ(answer(shape, {"{\"a\": [\"\xc3\xa9\"]}"}), "{\"a\":\"\xc3\xa9\"}");
  EXPECT_EQ(answer(shape, {"{\"a\": [\"\xc3\"]}"}), "null | malformed T");
}

// Longer than what is written before it goes to the response (output::window_bytes), around the
// places where it does.
TEST(transform, writes_texts_of_any_length) {
  for (const std::size_t size :
       std::vector<std::size_t>{8'000, 8'160, 8'161, 8'162, 16'300, 16'319, 16'320, 16'321, 16'384,
                                16'385, 40'000, 1'000'000}) {
    const std::string text = '"' + std::string(size, 'x') + '"';
    EXPECT_EQ(answer(one_row("T { a: String  b: String }"),
                     {R"({"a": )" + text + R"(, "b": )" + text + "}"}),
              R"({"a":)" + text + R"(,"b":)" + text + "}");
    EXPECT_EQ(answer(one_row("T { a: [String] }"), {R"({"a": [)" + text + ", " + text + "]}"}),
              R"({"a":[)" + text + "," + text + "]}");
  }
}

TEST(transform, takes_back_what_has_left_already) {
  std::string list = "[";
  std::string answered = "[";
  for (int i = 0; i < 5'000; ++i) {
    list += "123456, ";
    answered += "123456,";
  }
  const auto shape = one_row("T { before: [Int!]  n: [Int!]  z: Int }");
  const std::string text = R"({"n": )" + list + R"("x"], "z": 7, "before": )" + list + "1]}";
  EXPECT_EQ(answer(shape, {text}),
            R"({"before":)" + answered + R"(1],"n":null,"z":7} | n.5000 wrong_kind Int)");
}

TEST(transform, writes_aliases_of_any_length) {
  for (const std::size_t size :
       std::vector<std::size_t>{27, 28, 29, 30, 31, 32, 33, 16'300, 16'384, 50'000}) {
    const std::string alias(size, 'k');
    EXPECT_EQ(answer(one_row("T { " + alias + " from a: String }"), {R"({"a": "x"})"}),
              "{\"" + alias + "\":\"x\"}");
  }
}

}  // namespace
}  // namespace fraiseql::transform
