// What the program works out in rows: in their documents, in their columns, in the rows that these
// hold; and what of them it leaves as it came.
#include <gtest/gtest.h>

#include "execution/native.hpp"
#include "support/native_schema.hpp"

namespace fraiseql::execution {
namespace {

using fraiseql::testing::native;
using plan::enriched_value;
using plan::enrichment;
using plan::value_form;

// Puts the title in capitals under `s`, and counts how often.
enrichment shouting(int& calls, std::string type_name = "Post") {
  const auto function = [&calls](const schema::native_call& call) {
    ++calls;
    return fraiseql::testing::shout(call);
  };
  plan::native_call call{.name = "Post.shout", .function = native(function), .arguments = {}};
  enrichment made;
  made.type_name = std::move(type_name);
  made.computed.push_back({.key = "s", .call = std::move(call), .result = {}});
  return made;
}

enriched_value value_of(enrichment one, value_form form = value_form::row) {
  enriched_value made;
  made.form = form;
  made.possible.push_back(std::move(one));
  return made;
}

// A row of which nothing is worked out but what is in a column.
enriched_value with_column(std::uint32_t number, enriched_value column) {
  enrichment one;
  one.type_name = "User";
  one.beside.emplace_back(number, std::move(column));
  return value_of(std::move(one));
}

std::vector<document_text> enriched(const enriched_value& inside, std::size_t width,
                                    std::vector<document_text> values) {
  const schema::request_context request;
  const json::variables variables;
  const given_up is_given_up = false;
  worked_out made = enrich({.documents = std::move(values), .width = width}, inside,
                           {request, variables, is_given_up});
  EXPECT_EQ(made.width, width);
  return std::move(made.documents);
}

using texts = std::vector<document_text>;

TEST(row, has_what_is_worked_out_in_its_document) {
  int calls = 0;
  EXPECT_EQ(
      enriched(value_of(shouting(calls)), 2, {R"({"title": "a"})", "1", R"({"title": "b"})", "2"}),
      (texts{R"({"s": ["A"], "title": "a"})", "1", R"({"s": ["B"], "title": "b"})", "2"}));
  EXPECT_EQ(calls, 2);
}

TEST(row, keeps_the_columns_that_nothing_is_worked_out_in) {
  int calls = 0;
  EXPECT_EQ(enriched(value_of(shouting(calls)), 3, {R"({"title":"a"})", R"({"x":1})", "no JSON"}),
            (texts{R"({"s": ["A"], "title": "a"})", R"({"x":1})", "no JSON"}));
}

TEST(row, keeps_its_document_where_only_a_column_is_worked_on) {
  int calls = 0;
  const auto inside = with_column(1, value_of(shouting(calls), value_form::document));
  EXPECT_EQ(enriched(inside, 3, {R"({"title":"a"})", R"({"title":"b"})", R"({"title":"c"})"}),
            (texts{R"({"title":"a"})", R"({"title":"b"})", R"({"s": ["C"], "title": "c"})"}));
  EXPECT_EQ(enriched(inside, 3, {"no JSON", "1", R"({"title":"c"})"}),
            (texts{"no JSON", "1", R"({"s": ["C"], "title": "c"})"}));
}

TEST(row, without_a_document_counts_its_columns_from_the_first) {
  int calls = 0;
  auto inside = with_column(1, value_of(shouting(calls), value_form::document));
  inside.has_document = false;
  EXPECT_EQ(enriched(inside, 2, {"1", R"([{"title":"c"}, null])"}),
            (texts{"1", R"([{"s": ["C"], "title": "c"}, null])"}));
}

TEST(row, is_worked_on_once_for_each_alias_of_a_column) {
  int calls = 0;
  auto inside = with_column(0, value_of(shouting(calls), value_form::document));
  auto again = value_of(shouting(calls), value_form::document);
  again.possible.front().computed.front().key = "t";
  inside.possible.front().beside.emplace_back(0, std::move(again));
  EXPECT_EQ(enriched(inside, 2, {"{}", R"({"title":"c"})"}),
            (texts{"{}", R"({"s": ["C"], "t": ["C"], "title": "c"})"}));
}

TEST(row, that_is_null_stays_so) {
  int calls = 0;
  EXPECT_EQ(enriched(value_of(shouting(calls)), 2, {std::nullopt, "1", "null", "2"}),
            (texts{std::nullopt, "1", "null", "2"}));
  const auto inside = with_column(0, value_of(shouting(calls)));
  EXPECT_EQ(enriched(inside, 2, {"{}", std::nullopt, "{}", "null", "{}", "[null, 1]"}),
            (texts{"{}", std::nullopt, "{}", "null", "{}", "[null, 1]"}));
  EXPECT_EQ(calls, 0);
}

TEST(row, of_a_union_says_its_type_in_its_document) {
  int calls = 0;
  auto inside = value_of(shouting(calls));
  inside.discriminator = "kind";
  inside.possible.emplace_back().type_name = "User";
  inside.possible.back().beside.emplace_back(0, value_of(shouting(calls), value_form::document));
  EXPECT_EQ(enriched(inside, 2,
                     {R"({"kind":"Post","title":"a"})", R"({"title":"b"})",  //
                      R"({"kind":"User","title":"a"})", R"({"title":"b"})",  //
                      R"({"kind":"Song","title":"a"})", R"({"title":"b"})"}),
            (texts{R"({"s": ["A"], "kind": "Post", "title": "a"})", R"({"title":"b"})",
                   R"({"kind":"User","title":"a"})", R"({"s": ["B"], "title": "b"})",
                   R"({"kind":"Song","title":"a"})", R"({"title":"b"})"}));
}

TEST(row, inside_of_a_column_is_a_list_of_its_values) {
  int calls = 0;
  auto rows = value_of(shouting(calls));
  rows.list_depth = 1;
  EXPECT_EQ(enriched(with_column(0, rows), 2,
                     {"{}", R"([[{"title": "a"}, 1, [2]], [{"title": "b"}, {"x": 1}, "x"]])"}),
            (texts{"{}", R"([[{"s": ["A"], "title": "a"}, 1, [2]], )"
                         R"([{"s": ["B"], "title": "b"}, {"x": 1}, "x"]])"}));
}

TEST(row, inside_of_rows_is_worked_on_at_any_depth) {
  int calls = 0;
  auto inner = value_of(shouting(calls));
  inner.list_depth = 1;
  auto outer = with_column(0, std::move(inner));
  outer.has_document = false;
  EXPECT_EQ(enriched(with_column(0, std::move(outer)), 2, {"{}", R"([[[{"title": "a"}, 1]]])"}),
            (texts{"{}", R"([[[{"s": ["A"], "title": "a"}, 1]]])"}));
}

TEST(row, inside_of_a_column_that_is_none_stays_as_it_is) {
  int calls = 0;
  auto rows = value_of(shouting(calls));
  rows.list_depth = 1;
  for (const char* text : {"7", "{}", "[7]", "[{}]", "[[]]", "[[7, 1]]", "[null]", "[[", "x", ""}) {
    EXPECT_EQ(enriched(with_column(0, rows), 2, {"{}", text}), (texts{"{}", text}));
  }
  EXPECT_EQ(calls, 0);
}

TEST(row, with_fewer_values_than_a_column_s_number_stays_as_it_is) {
  int calls = 0;
  auto rows = with_column(5, value_of(shouting(calls), value_form::document));
  rows.list_depth = 1;
  EXPECT_EQ(enriched(with_column(0, rows), 2, {"{}", R"([[{}, 1], []])"}),
            (texts{"{}", R"([[{}, 1], []])"}));
  EXPECT_EQ(enriched(rows, 2, {"{}", "1"}), (texts{"{}", "1"}));
}

constexpr const char* two_titles = R"([[{"title": "a"}, [1]], [{"title": "b"}, [2]]])";

std::string page_of(const std::string& size, const std::string& rows) {
  return "[" + size + ", null, null, false, " + rows + "]";
}

TEST(connection, inside_of_a_column_has_its_rows_worked_on) {
  int calls = 0;
  const auto inside = with_column(0, value_of(shouting(calls), value_form::connection));
  const std::string worked =
      R"([[{"s": ["A"], "title": "a"}, [1]], [{"s": ["B"], "title": "b"}, [2]]])";
  EXPECT_EQ(enriched(inside, 2, {"{}", page_of("2", two_titles)}),
            (texts{"{}", page_of("2", worked)}));
  EXPECT_EQ(enriched(inside, 2, {"{}", page_of("-1", "[]")}), (texts{"{}", page_of("-1", "[]")}));
}

TEST(connection, does_not_call_for_the_row_too_many) {
  int calls = 0;
  auto inside = with_column(0, value_of(shouting(calls), value_form::connection));
  EXPECT_EQ(enriched(inside, 2, {"{}", page_of("1", two_titles)}),
            (texts{"{}", page_of("1", R"([[{"s": ["A"], "title": "a"}, [1]], )"
                                      R"([{"title": "b"}, [2]]])")}));
  EXPECT_EQ(calls, 1);
  inside.possible.front().beside.front().second.is_backward = true;
  EXPECT_EQ(enriched(inside, 2, {"{}", page_of("1", two_titles)}),
            (texts{"{}", page_of("1", R"([[{"title": "a"}, [1]], )"
                                      R"([{"s": ["B"], "title": "b"}, [2]]])")}));
  EXPECT_EQ(calls, 2);
}

TEST(connection, inside_of_a_column_that_is_none_stays_as_it_is) {
  int calls = 0;
  const auto inside = with_column(0, value_of(shouting(calls), value_form::connection));
  for (const char* text : {"7", "{}", "[]", "[1]", "[1, 2, 3, 4, 5]", "[1, null, null, null, [1]]",
                           R"(["x", null, null, null, [[{"title": "a"}]]])", "[1, ", "null"}) {
    EXPECT_EQ(enriched(inside, 2, {"{}", text}), (texts{"{}", text}));
  }
  EXPECT_EQ(calls, 0);
}

TEST(connection, of_a_statement_keeps_its_first_columns) {
  int calls = 0;
  auto inside = value_of(shouting(calls), value_form::connection);
  const texts rows = {"1", "9", "f", "t", R"({"title":"a"})", "[1]",  //
                      "1", "9", "f", "t", R"({"title":"b"})", "[2]"};
  texts expected = rows;
  expected[4] = R"({"s": ["A"], "title": "a"})";
  EXPECT_EQ(enriched(inside, 6, rows), expected);
  inside.is_backward = true;
  expected = rows;
  expected[10] = R"({"s": ["B"], "title": "b"})";
  EXPECT_EQ(enriched(inside, 6, rows), expected);
  EXPECT_EQ(calls, 2);
}

TEST(connection, of_a_statement_may_have_a_row_that_stands_for_none) {
  int calls = 0;
  const auto inside = value_of(shouting(calls), value_form::connection);
  const texts none = {"-1", "9", "f", "f", std::nullopt, std::nullopt};
  EXPECT_EQ(enriched(inside, 6, none), none);
  EXPECT_EQ(enriched(inside, 4, {"-1", "9", "f", "f"}), (texts{"-1", "9", "f", "f"}));
  EXPECT_EQ(enriched(inside, 6, {}), texts());
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace fraiseql::execution
