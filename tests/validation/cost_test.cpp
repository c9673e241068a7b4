// The cost of an operation: how it is counted, and its limit at the bound and one past it.
#include "validation/cost.hpp"

#include <gtest/gtest.h>

#include "validation/coercion.hpp"
#include "validation/sample.hpp"

namespace fraiseql::validation {
namespace {

// `check_cost` with the limit, as "ok" or the message.
std::string judged(std::string_view document, std::string_view variables, std::size_t limit) {
  const validated_document proven = sample::prove(document);
  const auto node = find_operation(proven, "");
  const auto values = coerce_variables(proven, **node, sample::read(variables));
  const auto made = make_operation(proven, **node, *values, {});
  EXPECT_TRUE(made.ok());
  const auto cost = check_cost(*made, *values, {.cost = limit});
  return cost ? "ok" : cost.error().front().message;
}

void expect_cost(std::string_view document, std::size_t cost, std::string_view variables = "{}") {
  EXPECT_EQ(judged(document, variables, cost), "ok") << document;
  EXPECT_NE(judged(document, variables, cost - 1), "ok") << document;
}

TEST(cost, counts_the_leaves_of_a_page) {
  expect_cost("{ notes(limit: 10) { id title author { name } } }", 30);
}

TEST(cost, counts_the_default_page_where_none_is_given) {
  expect_cost("{ notes { id } }", 100);
  expect_cost("query ($n: Int) { notes(limit: $n) { id } }", 100);
  expect_cost("query ($n: Int) { notes(limit: $n) { id } }", 100, R"({"n": null})");
}

TEST(cost, follows_a_page_given_by_a_variable) {
  constexpr std::string_view document = "query ($n: Int = 3) { notes(limit: $n) { id title } }";
  expect_cost(document, 6);
  expect_cost(document, 14, R"({"n": 7})");
}

TEST(cost, counts_no_more_than_the_maximum_of_a_page) {
  expect_cost("{ notes(limit: 2000000000) { id } }", 1000);
}

TEST(cost, counts_a_look_up_once) { expect_cost("{ note(id: \"1\") { id title } }", 2); }

TEST(cost, counts_the_dearest_of_several_possible_types) {
  expect_cost(
      "{ note(id: \"1\") { author { likes { ... on Note { id title } ... on User { name } } } } }",
      2);
}

TEST(cost, adds_root_fields_and_counts_merged_fields_once) {
  expect_cost(
      "{ a: notes(limit: 5) { id id } b: notes(limit: 7) { id ...F } } fragment F on Note "
      "{ id title }",
      19);
}

TEST(cost, counts_the_conditions_of_a_filter_and_the_items_of_their_lists) {
  expect_cost("{ notes(limit: 1, where: {id: {eq: \"1\"}}) { id } }", 1 + 2 * 50);
  expect_cost("{ notes(limit: 1, where: {NOT: {OR: [{id: {eq: \"1\"}}]}}) { id } }",
              1 + 4 * 50 + 1);
  expect_cost("{ notes(limit: 1, where: {title: {in: [\"a\", \"b\", \"a\"]}}) { id } }",
              1 + 2 * 50 + 3);
  expect_cost("query ($in: [String!]) { notes(limit: 1, where: {title: {in: $in}}) { id } }",
              1 + 2 * 50 + 2, R"({"in": ["a", "b"]})");
  expect_cost("query ($w: NoteWhereInput) { notes(limit: 1, where: $w) { id } }", 1 + 3 * 50 + 1,
              R"({"w": {"AND": [{"title": {"eq": "b"}}]}})");
  expect_cost("query ($w: NoteWhereInput) { notes(limit: 1, where: $w) { id } }", 1);
}

TEST(cost, counts_a_relation_by_its_page) {
  expect_cost("{ notes(limit: 3) { id alike(limit: 5) { id title } } }", 3 * (1 + 5 * 2));
  expect_cost("{ notes(limit: 3) { alike { id } } }", 3 * 20);
  expect_cost("query ($n: Int) { note { alike(limit: $n) { id } } }", 4, R"({"n": 4})");
}

TEST(cost, counts_a_connection_by_its_edges_and_the_rest_once) {
  expect_cost("{ pages(first: 5) { edges { cursor node { id title } } } }", 5 * 3);
  expect_cost("{ pages(last: 2) { totalCount pageInfo { hasNextPage endCursor } } }", 3);
  expect_cost("{ pages(first: 5) { a: edges { cursor } b: edges { node { id } } totalCount } }",
              5 + 5 + 1);
}

TEST(cost, counts_the_default_page_of_a_connection) {
  expect_cost("{ pages { edges { cursor } } }", 20);
  expect_cost("{ smallPages { edges { cursor } } }", 7);
  expect_cost("{ pages(first: null, last: null) { edges { cursor } } }", 20);
  expect_cost("query ($n: Int) { pages(first: $n) { edges { cursor } } }", 20, R"({"n": null})");
  expect_cost("query ($n: Int) { pages(last: $n) { edges { cursor } } }", 20);
}

TEST(cost, takes_null_for_absent_beside_the_other_size) {
  expect_cost("{ pages(first: null, last: 3) { edges { cursor } } }", 3);
  expect_cost("query ($n: Int) { pages(first: 4, last: $n) { edges { cursor } } }", 4,
              R"({"n": null})");
}

TEST(cost, follows_the_page_of_a_connection_given_by_a_variable) {
  constexpr std::string_view document =
      "query ($n: Int) { pages(last: $n) { edges { node { id title } } } }";
  expect_cost(document, 6, R"({"n": 3})");
  expect_cost(document, 2 * 60, R"({"n": 1000})");
}

TEST(cost, counts_an_empty_page_of_a_connection_as_nothing_but_what_is_beside_it) {
  expect_cost("{ pages(first: 0) { edges { cursor } totalCount } }", 1);
}

TEST(cost, multiplies_connections_inside_of_pages) {
  expect_cost(
      "{ pages(first: 2) { totalCount edges { node { pagesAlike(last: 3) { totalCount edges { "
      "node { alike(limit: 4) { id } } } } } } } }",
      1 + 2 * (1 + 3 * 4));
}

TEST(cost, counts_the_filter_of_a_connection_once) {
  expect_cost("{ pages(first: 2, where: {id: {eq: \"1\"}}) { edges { cursor } } }", 2 + 2 * 50);
}

TEST(cost, counts_the_conditions_on_related_rows) {
  expect_cost("{ notes(limit: 1, where: {alike: {some: {id: {eq: \"1\"}}}}) { id } }",
              1 + 50 + 5 * 3 * 50);
  expect_cost(
      "{ notes(limit: 1, where: {alike: {none: {alike: {every: {id: {eq: \"1\"}}}}}}) { id } }",
      1 + 50 + 5 * (2 * 50 + 5 * 3 * 50));
}

TEST(cost, of_a_page_is_that_of_its_rows_whatever_is_selected_of_it) {
  expect_cost("{ pages(first: 9) { pageInfo { hasNextPage } } }", 9);
  expect_cost("{ pages(first: 9) { totalCount pageInfo { hasNextPage } edges { cursor } } }", 11);
  expect_cost("{ pages(first: 9) { totalCount } }", 1);
  expect_cost("{ notes(limit: 3) { pagesAlike(first: 9) { pageInfo { startCursor } } } }", 3 * 9);
}

TEST(cost, of_a_cursor_is_that_of_the_values_in_it) {
  const std::string two_keys = "orderBy: [{title: ASC}, {id: DESC}]";
  expect_cost("{ pages(first: 5, " + two_keys + ") { edges { cursor node { id } } } }",
              5 * (3 + 1));
  expect_cost("{ pages(first: 1, " + two_keys + ") { pageInfo { endCursor startCursor } } }", 6);
  expect_cost(
      "query ($o: [NoteOrderByInput!]) { pages(first: 5, orderBy: $o) { edges { cursor } } }",
      5 * 2, R"({"o": [{"title": "ASC"}]})");
}

TEST(cost, names_the_filters_to_shrink) {
  EXPECT_EQ(
      judged("{ notes(limit: 5, where: {id: {eq: \"1\"}}) { id } }", "{}", 104),
      "the operation may answer and its filters cost 105 leaf values, more than 104, the "
      "limit \"max_cost\"; ask for smaller pages and filters: notes(where:), notes(limit: 5)");
}

TEST(cost, says_which_pages_to_shrink) {
  EXPECT_EQ(
      judged("{ a: notes(limit: 5) { id } b: notes(limit: 70) { id } __typename }", "{}", 75),
      "the operation may answer 76 leaf values, more than 75, the limit \"max_cost\"; ask for "
      "smaller pages: b(limit: 70), a(limit: 5)");
}

TEST(cost, says_which_pages_of_connections_to_shrink) {
  EXPECT_EQ(
      judged("{ a: pages(last: 5) { edges { node { pagesAlike(first: 50) { edges { cursor } } } } }"
             " b: pages { edges { cursor } } }",
             "{}", 269),
      "the operation may answer 270 leaf values, more than 269, the limit \"max_cost\"; ask for "
      "smaller pages: a(last: 5), a.edges.node.pagesAlike(first: 50), b(first: 20)");
}

}  // namespace
}  // namespace fraiseql::validation
