// Connections: pages of rows, inside of a row and as the rows of a statement.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "json/cursor.hpp"
#include "transform/answer.hpp"
#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

std::string cursor_of(std::string_view values) {
  std::string text = "\"";
  json::write_cursor(text, fingerprint, values);
  return text + '"';
}

// The answer to a connection of a user, without what stands around it.
std::string nested(const std::string& type, const std::string& text) {
  const auto shape = one_row("User columns 1 { posts at 0: " + type + " }");
  std::string made = answer(shape, {text});
  const std::string_view before = R"({"posts":)";
  if (!made.starts_with(before)) return made;
  made.erase(0, before.size());
  made.erase(std::min(made.find("} |"), made.size() - 1), 1);
  return made;
}

constexpr const char* titles = "C page row 0 { edges { node: Post! { title: String! } } }";
constexpr const char* flags =
    "C page row 0 { pageInfo { n from hasNextPage p from hasPreviousPage } }";
constexpr const char* backward_flags =
    "C page backward row 0 { pageInfo { n from hasNextPage p from hasPreviousPage } }";

TEST(connection, has_a_node_for_each_row_of_the_page) {
  EXPECT_EQ(nested(titles, R"([2, null, null, null, [[{"title": "a"}], [{"title": "b"}]]])"),
            R"({"edges":[{"node":{"title":"a"}},{"node":{"title":"b"}}]})");
  EXPECT_EQ(nested(titles, "[2, null, null, null, []]"), R"({"edges":[]})");
  EXPECT_EQ(nested(titles, "[2, null, null, null, null]"), R"({"edges":[]})");
}

TEST(connection, does_not_answer_the_row_too_many) {
  EXPECT_EQ(nested(titles, R"([1, null, null, null, [[{"title": "a"}], [{"title": "b"}]]])"),
            R"({"edges":[{"node":{"title":"a"}}]})");
  EXPECT_EQ(nested("C page backward row 0 { edges { node: Post! { title: String! } } }",
                   R"([1, null, null, null, [[{"title": "a"}], [{"title": "b"}]]])"),
            R"({"edges":[{"node":{"title":"b"}}]})");
  EXPECT_EQ(nested(titles, R"([0, null, null, null, [[{"title": "a"}]]])"), R"({"edges":[]})");
}

TEST(connection, does_not_look_into_the_row_too_many) {
  EXPECT_EQ(nested(titles, R"([1, null, null, null, [[{"title": "a"}], [{"title": 7}]]])"),
            R"({"edges":[{"node":{"title":"a"}}]})");
}

TEST(connection, has_a_next_page_where_there_is_one_row_more_or_the_cursor_says_so) {
  for (const auto& [page, answered] :
       {std::pair{"[1, null, null, null, [[{}], [{}]]]", R"({"n":true,"p":false})"},
        {"[1, null, null, false, [[{}], [{}]]]", R"({"n":true,"p":false})"},
        {"[2, null, null, null, [[{}], [{}]]]", R"({"n":false,"p":false})"},
        {"[2, null, null, true, [[{}], [{}]]]", R"({"n":true,"p":false})"},
        {"[2, null, true, false, [[{}], [{}]]]", R"({"n":false,"p":true})"},
        {"[0, null, true, true, []]", R"({"n":true,"p":true})"},
        {"[0, null, false, null, [[{}]]]", R"({"n":true,"p":false})"}}) {
    EXPECT_EQ(nested(flags, page), R"({"pageInfo":)" + std::string(answered) + "}") << page;
  }
}

TEST(connection, that_is_read_from_its_end_has_a_previous_page_where_there_is_one_row_more) {
  for (const auto& [page, answered] :
       {std::pair{"[1, null, null, null, [[{}], [{}]]]", R"({"n":false,"p":true})"},
        {"[1, null, false, null, [[{}], [{}]]]", R"({"n":false,"p":true})"},
        {"[2, null, null, null, [[{}], [{}]]]", R"({"n":false,"p":false})"},
        {"[2, null, true, null, [[{}], [{}]]]", R"({"n":false,"p":true})"},
        {"[2, null, false, true, [[{}], [{}]]]", R"({"n":true,"p":false})"}}) {
    EXPECT_EQ(nested(backward_flags, page), R"({"pageInfo":)" + std::string(answered) + "}")
        << page;
  }
}

TEST(connection, wants_a_boolean_where_the_rows_do_not_say_it) {
  EXPECT_EQ(nested(flags, "[1, null, 7, null, [[{}]]]"),
            "null | posts.pageInfo.p wrong_kind Boolean");
  EXPECT_EQ(nested(flags, R"([1, null, null, "true", [[{}]]])"),
            "null | posts.pageInfo.n wrong_kind Boolean");
  EXPECT_EQ(nested(flags, "[0, null, null, 7, [[{}]]]"), R"({"pageInfo":{"n":true,"p":false}})");
}

TEST(connection, has_cursors_of_what_its_rows_are_ordered_by) {
  const char* const type =
      "C page row 1 cursors { edges { cursor } pageInfo { s from startCursor e from endCursor } }";
  EXPECT_EQ(nested(type, R"([2, null, null, null, [[{}, ["a", 1]], [{}, ["b", 2]], [{}, []]]])"),
            R"({"edges":[{"cursor":)" + cursor_of(R"(["a", 1])") + R"(},{"cursor":)" +
                cursor_of(R"(["b", 2])") + R"(}],"pageInfo":{"s":)" + cursor_of(R"(["a", 1])") +
                R"(,"e":)" + cursor_of(R"(["b", 2])") + "}}");
}

TEST(connection, has_the_last_cursors_where_it_is_read_from_its_end) {
  const char* const type =
      "C page backward columns 1 cursors { pageInfo { s from startCursor e from endCursor } }";
  EXPECT_EQ(nested(type, "[2, null, null, null, [[[1]], [[2]], [[3]]]]"),
            R"({"pageInfo":{"s":)" + cursor_of("[2]") + R"(,"e":)" + cursor_of("[3]") + "}}");
}

TEST(connection, that_is_read_from_its_end_keeps_the_values_of_a_row_together) {
  const char* const type =
      "C page backward row 1 cursors { edges { node: Post! { n: Int } cursor } }";
  EXPECT_EQ(nested(type, R"([1, null, null, null, [[{"n": 1}, [1]], [{"n": 2}, [2]]]])"),
            R"({"edges":[{"node":{"n":2},"cursor":)" + cursor_of("[2]") + "}]}");
}

TEST(connection, has_no_cursors_where_it_has_no_rows) {
  const char* const type = "C page row 1 cursors { pageInfo { startCursor endCursor } }";
  EXPECT_EQ(nested(type, "[2, null, null, null, []]"),
            R"({"pageInfo":{"startCursor":null,"endCursor":null}})");
  EXPECT_EQ(nested(type, "[0, null, null, null, [[{}, [1]]]]"),
            R"({"pageInfo":{"startCursor":null,"endCursor":null}})");
}

TEST(connection, takes_for_a_cursor_what_is_a_list_and_nothing_else) {
  const char* const edges = "C page columns 1 cursors { edges { cursor } }";
  EXPECT_EQ(nested(edges, "[2, null, null, null, [[[1]], [null]]]"),
            "null | posts.edges.1.cursor null_value String");
  EXPECT_EQ(nested(edges, "[2, null, null, null, [[7], [[1]]]]"),
            "null | posts.edges.0.cursor wrong_kind String");
  const char* const ends = "C page columns 1 cursors { pageInfo { startCursor endCursor } }";
  EXPECT_EQ(nested(ends, "[2, null, null, null, [[null], [{}]]]"),
            R"({"pageInfo":{"startCursor":null,"endCursor":null}})"
            " | posts.pageInfo.endCursor wrong_kind String");
  EXPECT_EQ(nested(edges, "[2, null, null, null, [[[x]]]]"), "null | malformed User");
}

TEST(connection, counts_all_rows_whatever_the_page) {
  const char* const type = "C page columns 0 { totalCount }";
  EXPECT_EQ(nested(type, "[2, 7, null, null, []]"), R"({"totalCount":7})");
  EXPECT_EQ(nested(type, "[null, 7, null, null, null]"), R"({"totalCount":7})");
  EXPECT_EQ(nested(type, "[2, 2147483647, null, null, []]"), R"({"totalCount":2147483647})");
  EXPECT_EQ(nested(type, "[2, 2147483648, null, null, []]"),
            "null | posts.totalCount out_of_range Int");
  EXPECT_EQ(nested(type, "[2, null, null, null, []]"), "null | posts.totalCount null_value Int");
  EXPECT_EQ(nested(type, R"([2, "7", null, null, []])"), "null | posts.totalCount wrong_kind Int");
}

TEST(connection, writes_each_part_as_often_as_it_is_asked_for) {
  const char* const type =
      "C page row 2 cursors { e from edges { __typename  n from node: Post! { a: Int }"
      "  m from node: Post! { b at 0: Int }  c from cursor  d from cursor }"
      "  __typename  t from totalCount  i from pageInfo { x from hasNextPage }"
      "  f from edges { n from node: Post! { a: Int  b at 0: Int } }"
      "  j from pageInfo { __typename  y from hasNextPage  s from startCursor }  u from totalCount "
      "}";
  const std::string cursor = cursor_of("[5]");
  EXPECT_EQ(nested(type, R"([1, 9, null, null, [[{"a": 1}, 2, [5]], [{"a": 3}, 4, [6]]]])"),
            R"({"e":[{"__typename":"Edge","n":{"a":1},"m":{"b":2},"c":)" + cursor + R"(,"d":)" +
                cursor + R"(}],"__typename":"C","t":9,"i":{"x":true},"f":[{"n":{"a":1,"b":2}}],)" +
                R"("j":{"__typename":"PageInfo","y":true,"s":)" + cursor + R"(},"u":9})");
}

TEST(connection, has_nodes_of_several_types) {
  const char* const type =
      "C page row 1 { edges { node: Media! by kind { Book { t: String  n at 0: Int }"
      "  Film { n at 0: Int } } } }";
  EXPECT_EQ(nested(type, R"([9, null, null, null, [[{"t": "a", "kind": "Book"}, 1],)"
                         R"( [{"kind": "Film"}, 2]]])"),
            R"({"edges":[{"node":{"t":"a","n":1}},{"node":{"n":2}}]})");
  EXPECT_EQ(nested(type, R"([9, null, null, null, [[{"kind": "Song"}, 1]]])"),
            "null | posts.edges.0.node unknown_type Media");
}

TEST(connection, stands_inside_of_the_nodes_of_another) {
  const char* const type =
      "C page row 1 { edges { node: User! { name: String"
      "  posts at 0: D page row 0 { edges { node: Post! { n: Int! } } totalCount } } } }";
  EXPECT_EQ(nested(type, R"([1, null, null, null, [[{"name": "a"}, [1, 3, null, null, )"
                         R"([[{"n": 1}], [{"n": 2}]]]], [{"name": "b"}, null]]])"),
            R"({"edges":[{"node":{"name":"a","posts":{"edges":[{"node":{"n":1}}],)"
            R"("totalCount":3}}}]})");
}

TEST(connection, ends_with_the_first_error_that_propagates) {
  EXPECT_EQ(nested(titles, R"([9, null, null, null, [[{"title": "a"}], [{}], [{}]]])"),
            "null | posts.edges.1.node.title null_value String");
  EXPECT_EQ(nested(titles, R"([9, null, null, null, [[null], [{}]]])"),
            "null | posts.edges.0.node null_value Post");
  EXPECT_EQ(nested(titles, R"([9, null, null, null, [[7]]])"),
            "null | posts.edges.0.node wrong_kind Post");
  EXPECT_EQ(nested("C! page row 0 { totalCount  edges { node: Post! { title: String! } } }",
                   R"([9, "x", null, null, [[{}]]])"),
            "null | posts.totalCount wrong_kind Int");
}

TEST(connection, keeps_errors_that_do_not_propagate) {
  EXPECT_EQ(nested("C page row 0 { edges { node: Post! { title: String } } }",
                   R"([9, null, null, null, [[{"title": 1}], [{"title": 2}]]])"),
            R"({"edges":[{"node":{"title":null}},{"node":{"title":null}}]})"
            " | posts.edges.0.node.title wrong_kind String"
            " | posts.edges.1.node.title wrong_kind String");
}

TEST(connection, has_errors_at_the_place_of_the_innermost_field) {
  connection_field node;
  node.part = connection_part::node;
  node.location = {3, 5};
  node.node = one_row("Post! { title: String }").value;
  connection_field edges;
  edges.part = connection_part::edges;
  edges.location = {2, 3};
  edges.fields.push_back(std::move(node));
  auto made = std::make_unique<connection_shape>();
  made->fields.push_back(std::move(edges));
  response_shape shape;
  shape.rows = cardinality::connection;
  shape.value.connection = std::move(made);
  const std::vector<std::string_view> values = {"1", {}, {}, {}, {}};
  std::string out;
  std::vector<field_error> errors;
  write_value(out, shape, {.values = values, .width = 5}, errors);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].location, (source_location{3, 5}));
}

TEST(connection, is_null_where_it_is_not_there) {
  EXPECT_EQ(nested(titles, "null"), "null");
  const auto shape = one_row("User columns 1 { posts at 0: C! page row 0 { totalCount } }");
  EXPECT_EQ(answer(shape, {"null"}), "null | posts null_value C");
  EXPECT_EQ(answer(shape, {{}}), "null | posts null_value C");
}

TEST(connection, is_of_a_wrong_kind_where_it_is_no_list_of_a_page) {
  for (const char* page :
       {"1", "{}", "true", R"("a")", "[]", "[1]", "[9, null, null, null]",
        "[9, null, null, null, [], 1]", "[9, null, null, null, {}]", "[9, null, null, null, 1]",
        R"([9, null, null, null, "[]"])", "[9, null, null, null, [{}]]",
        "[9, null, null, null, [null]]", "[9, null, null, null, [[]]]",
        "[9, null, null, null, [[{}, 1]]]", "[9, null, null, null, [[{}], 1]]"}) {
    EXPECT_EQ(nested(titles, page), "null | posts wrong_kind C") << page;
  }
}

TEST(connection, wants_a_whole_number_for_its_size) {
  for (const char* size : {"true", "{}", "[]", R"("1")", "1.0", "1.5", "1e1", "9223372036854775808",
                           "-9223372036854775809", "1000000000000000000000000000000"}) {
    EXPECT_EQ(nested(titles, "[" + std::string(size) + ", null, null, null, []]"),
              "null | posts wrong_kind C")
        << size;
  }
}

TEST(connection, has_no_rows_where_its_size_is_negative_or_null) {
  for (const char* size : {"-1", "-9223372036854775808", "null"}) {
    const std::string page = "[" + std::string(size) + ", 3, true, false, [[{}], [{}]]]";
    EXPECT_EQ(nested(flags, page), R"({"pageInfo":{"n":false,"p":true}})") << size;
    EXPECT_EQ(nested(titles, page), R"({"edges":[]})") << size;
  }
}

TEST(connection, may_have_a_size_that_no_page_reaches) {
  EXPECT_EQ(nested(titles, R"([9223372036854775807, null, null, null, [[{"title": "a"}]]])"),
            R"({"edges":[{"node":{"title":"a"}}]})");
}

TEST(connection, has_no_more_edges_than_its_size_however_many_rows_there_are) {
  std::string rows = R"([{"title": "0"}])";
  for (int i = 1; i < 1'000; ++i) rows += R"(, [{"title": ")" + std::to_string(i) + R"("}])";
  EXPECT_EQ(nested(titles, "[1, null, null, null, [" + rows + "]]"),
            R"({"edges":[{"node":{"title":"0"}}]})");
  EXPECT_EQ(nested("C page backward row 0 { edges { node: Post! { title: String } } }",
                   "[2, null, null, null, [" + rows + "]]"),
            R"({"edges":[{"node":{"title":"998"}},{"node":{"title":"999"}}]})");
}

TEST(connection, cut_off_anywhere_is_malformed) {
  const char* const type =
      "C page row 1 cursors { edges { node: Post! { title: String } cursor } }";
  const std::string whole = R"([1, 2, true, false, [[{"title": "a"}, ["x", 1]], [{}, [2]]]])";
  ASSERT_TRUE(nested(type, whole).starts_with(R"({"edges":[{"node":{"title":"a"},"cursor":)"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    EXPECT_EQ(nested(type, text), "null | malformed User") << text;
  }
}

TEST(connection, is_malformed_where_its_row_is) {
  for (const char* page :
       {"[x, null, null, null, []]", "[9, null, null, null, [x]]", "[9, null, null, null, x]",
        "[9, null, null, null, [[{}] [{}]]]", "[9, null, null, null, [[x]]]",
        R"([9, null, null, null, [[{"title": x}]]])", "[9,null, null, null, []]",
        "[9, null, null, null, [[{}}]]", "[9, null, null, null, [[{}],[{}]]]"}) {
    EXPECT_EQ(nested(titles, page), "null | malformed User") << page;
  }
}

TEST(connection, of_a_statement_has_what_lies_beside_it_in_its_first_columns) {
  const auto shape = one_page(
      "C! page row 2 cursors { totalCount  edges { cursor node: Post! { t: String  n at 0: Int } }"
      "  pageInfo { hasNextPage hasPreviousPage } }");
  EXPECT_EQ(answer(shape, {"2", "9", "true", "false", R"({"t": "a"})", "1", "[1]",  //
                           "2", "9", "true", "false", R"({"t": "b"})", "2", "[2]",  //
                           "2", "9", "true", "false", R"({"t": "c"})", "3", "[3]"}),
            R"({"totalCount":9,"edges":[{"cursor":)" + cursor_of("[1]") +
                R"(,"node":{"t":"a","n":1}},{"cursor":)" + cursor_of("[2]") +
                R"(,"node":{"t":"b","n":2}}],)" +
                R"("pageInfo":{"hasNextPage":true,"hasPreviousPage":true}})");
}

TEST(connection, of_a_statement_is_read_from_its_end) {
  const auto shape = one_page(
      "C! page backward row 0 { edges { node: Post! { n: Int } }"
      "  pageInfo { hasNextPage hasPreviousPage } }");
  EXPECT_EQ(answer(shape, {"1", {}, {}, {}, R"({"n": 1})", "1", {}, {}, {}, R"({"n": 2})"}),
            R"({"edges":[{"node":{"n":2}}],)"
            R"("pageInfo":{"hasNextPage":false,"hasPreviousPage":true}})");
}

TEST(connection, of_a_statement_takes_booleans_as_postgresql_prints_them) {
  const auto shape = one_page("C page columns 0 { pageInfo { hasNextPage hasPreviousPage } }");
  EXPECT_EQ(answer(shape, {"1", {}, "t", "f"}),
            R"({"pageInfo":{"hasNextPage":false,"hasPreviousPage":true}})");
  EXPECT_EQ(answer(shape, {"1", {}, "f", "t"}),
            R"({"pageInfo":{"hasNextPage":true,"hasPreviousPage":false}})");
}

TEST(connection, of_a_statement_may_have_a_row_that_stands_for_none) {
  const auto shape = one_page(
      "C! page row 1 cursors { totalCount  edges { node: Post! { n: Int } }"
      "  pageInfo { hasNextPage hasPreviousPage startCursor } }");
  EXPECT_EQ(answer(shape, {"-1", "9", "true", "f", {}, {}}),
            R"({"totalCount":9,"edges":[],"pageInfo":)"
            R"({"hasNextPage":false,"hasPreviousPage":true,"startCursor":null}})");
}

TEST(connection, of_a_statement_without_the_rows_has_its_first_columns_alone) {
  std::string out;
  std::vector<field_error> errors;
  const auto shape = one_page("C! page row 1 { totalCount }");
  const std::vector<std::string_view> head = {"-1", "9", "f", "f"};
  EXPECT_TRUE(write_value(out, shape, {.values = head, .width = 4}, errors));
  EXPECT_EQ(out, R"({"totalCount":9})");
}

TEST(connection, of_a_statement_without_a_row_is_empty) {
  EXPECT_EQ(answer(one_page("C! page row 0 { edges { node: Post! { n: Int } }"
                            "  pageInfo { hasNextPage } }"),
                   {}),
            R"({"edges":[],"pageInfo":{"hasNextPage":false}})");
  EXPECT_EQ(answer(one_page("C! page row 0 { totalCount }"), {}),
            "propagates | totalCount null_value Int");
}

TEST(connection, of_a_statement_is_null_or_propagates) {
  const std::vector<std::string_view> rows = {"1", {}, {}, {}, "{}"};
  EXPECT_EQ(answer(one_page("C page row 0 { edges { node: Post! { n: Int! } } }"), rows),
            "null | edges.0.node.n null_value Int");
  EXPECT_EQ(answer(one_page("C! page row 0 { edges { node: Post! { n: Int! } } }"), rows),
            "propagates | edges.0.node.n null_value Int");
  EXPECT_EQ(
      answer(one_page("C page row 0 { edges { node: Post! { n: Int! } } }"), {"1", {}, {}, {}, {}}),
      "null | edges.0.node null_value Post");
}

TEST(connection, of_a_statement_has_one_error_for_a_malformed_row) {
  const auto shape = one_page(
      "C page row 1 cursors { edges { node: Post! { n: Int  m: Int }  cursor }"
      "  pageInfo { endCursor } }");
  EXPECT_EQ(answer(shape, {"9",
                           {},
                           {},
                           {},
                           R"({"n": "x"})",
                           "[1]",  //
                           "9",
                           {},
                           {},
                           {},
                           R"({"n": "x", "m": )",
                           "[2]"}),
            "null | edges.0.node.n wrong_kind Int | edges.1.node malformed Post");
  EXPECT_EQ(answer(shape, {"9", {}, {}, {}, "{}", "[1"}), "null | edges.0.cursor malformed String");
  const auto end = one_page("C page row 1 cursors { pageInfo { endCursor } }");
  EXPECT_EQ(answer(end, {"9", {}, {}, {}, "{}", "[1"}),
            R"({"pageInfo":{"endCursor":null}} | pageInfo.endCursor malformed String)");
}

TEST(connection, of_a_statement_wants_a_whole_number_for_its_size) {
  const auto shape = one_page("C page row 0 { edges { node: Post! { n: Int } } }");
  EXPECT_EQ(answer(shape, {"1.5", {}, {}, {}, "{}"}), "null | wrong_kind C");
  EXPECT_EQ(answer(shape, {"many", {}, {}, {}, "{}"}), "null | malformed C");
  EXPECT_EQ(answer(shape, {"", {}, {}, {}, "{}"}), "null | malformed C");
  EXPECT_EQ(answer(shape, {"9223372036854775808", {}, {}, {}, "{}"}), "null | wrong_kind C");
}

}  // namespace
}  // namespace fraiseql::transform
