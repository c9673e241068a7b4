// The limits of an expanded operation: each at its bound and one past it.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.hpp"
#include "validation/arguments.hpp"
#include "validation/operation.hpp"
#include "validation/sample.hpp"

namespace fraiseql::validation {
namespace {

using sample::request;

std::string text(std::string_view document, std::string_view variables = "{}",
                 const limits& limits = {}) {
  return request(document, variables).text(limits);
}

std::string fields(std::size_t count, std::string_view format) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : format) all += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return all;
}

TEST(operation_limits, bound_the_depth_of_the_expanded_operation) {
  constexpr std::string_view document =
      "{ note { ...A } } fragment A on Note { author { ...B } } fragment B on User { name }";
  EXPECT_EQ(text(document, "{}", {.depth = 3}), "query\n  note\n    author\n      name\n");
  EXPECT_EQ(
      text(document, "{}", {.depth = 2}),
      "error: the operation has more than 2 levels of fields after its fragments are expanded, "
      "the limit \"max_depth\"\n");
}

TEST(operation_limits, bound_the_aliases_of_the_expanded_operation) {
  const std::string document =
      "{ note { id ...A } other: note { title ...A } }"
      " fragment A on Note { a: id b: id a: id same: id id: id }";
  EXPECT_EQ(text(document, "{}", {.aliases = 7}).substr(0, 5), "query");
  EXPECT_EQ(text(document, "{}", {.aliases = 6}),
            "error: the operation has more than 6 aliased fields after its fragments are expanded, "
            "the limit \"max_aliases\"\n");
}

TEST(operation_limits, count_the_dearest_of_several_possible_types) {
  constexpr std::string_view document =
      "{ note { author { likes { a: __typename ... on Note { b: id c: id } ... on User { d: name } "
      "}"
      " e: name } } }";
  EXPECT_EQ(text(document, "{}", {.aliases = 4}).substr(0, 5), "query");
  EXPECT_EQ(text(document, "{}", {.aliases = 3}).substr(0, 5), "error");
}

TEST(operation_limits, bound_the_root_fields_after_merging) {
  const std::string document = "{ " + fields(3, "a#: __typename ") +
                               "...F a0: __typename }"
                               " fragment F on Query { b: __typename }";
  EXPECT_EQ(text(document, "{}", {.root_fields = 4}).substr(0, 5), "query");
  EXPECT_EQ(
      text(document, "{}", {.root_fields = 3}),
      "error: the operation has more than 3 root fields after its fragments are expanded, the "
      "limit \"max_root_fields\"\n");
}

// A hundred guesses of a password would be one request (alias brute force).
TEST(operation_limits, bound_the_mutations_of_one_operation) {
  const auto document = [](std::size_t mutations) {
    return "mutation { __typename a: __typename ...F } fragment F on Mutation { " +
           fields(mutations, "m#: createNote(input: {title: \"t\"}) { id } ") + "}";
  };
  EXPECT_EQ(text(document(5)).substr(0, 8), "mutation");
  EXPECT_EQ(text(document(6)),
            "error: the operation has more than 5 mutations after its fragments are expanded, the "
            "limit \"max_mutations\"\n");
  EXPECT_EQ(text(document(6), "{}", {.mutations = 6}).substr(0, 8), "mutation");
  EXPECT_EQ(text("mutation { __typename }", "{}", {.mutations = 1}), "mutation\n  __typename\n");
  // What is merged is done once.
  EXPECT_EQ(text("mutation { " + fields(9, "createNote(input: {title: \"t\"}) { id } ") + "}", "{}",
                 {.mutations = 1})
                .substr(0, 8),
            "mutation");
}

TEST(operation_limits, bound_the_directives_that_are_met) {
  const std::string document =
      "{ note { ...F @include(if: true) } other: note { ...F @include(if: true) } }"
      " fragment F on Note { id @skip(if: false) title @skip(if: true) }";
  EXPECT_EQ(text(document, "{}", {.directives = 6}).substr(0, 5), "query");
  EXPECT_EQ(text(document, "{}", {.directives = 5}),
            "error: the operation has more than 5 directives after its fragments are expanded, the "
            "limit \"max_directives\"\n");
}

TEST(operation_limits, are_validation_failures_with_a_location) {
  const auto made = request("{ note { author { name } } }").make({.depth = 2});
  ASSERT_FALSE(made.ok());
  ASSERT_EQ(made.error().size(), 1);
  EXPECT_EQ(made.error().front().code, error_code::graphql_validation_failed);
  EXPECT_EQ(made.error().front().locations,
            std::vector({source_location{.line = 1, .column = 19}}));
}

TEST(operation_limits, bound_the_selections_visited) {
  const auto document = [](std::size_t selections) {
    return "{ " + fields(selections, "__typename ") + "}";
  };
  // The operation itself counts one.
  EXPECT_EQ(text(document(max_expansion - 1)), "query\n  __typename\n");
  EXPECT_EQ(text(document(max_expansion)),
            "error: the operation has more than 100000 selections and argument values after its "
            "fragments are expanded, the limit \"max_expansion\"\n");
}

TEST(operation_limits, bound_the_argument_values) {
  const auto of = [](std::size_t typenames) {
    // Each item is three values with its default. Besides the items there are the operation,
    // createNote, id, the input, its title and n, and the list and its variable.
    constexpr std::size_t items = (max_expansion - 8) / 3;
    return text("mutation($v: [Inner!]) { createNote(input: {title: \"t\", inners: $v}) { id " +
                    fields(typenames, "__typename ") + "} }",
                "{\"v\":[" + fields(items - 1, "{\"a\":1},") + "{\"a\":1}]}");
  };
  constexpr std::size_t left = (max_expansion - 8) % 3;
  EXPECT_EQ(of(left).substr(0, 8), "mutation");
  EXPECT_EQ(of(left + 1),
            "error: the operation has more than 100000 selections and argument values after its "
            "fragments are expanded, the limit \"max_expansion\"\n");
}

// Each fragment spreads the next one twice: 2^18 selections if nothing stopped it.
std::string bomb(std::string_view first, std::string_view second) {
  std::string text = "{ note { author { ...F0 } } }";
  for (int i = 0; i < 18; ++i) {
    const std::string next = "...F" + std::to_string(i + 1) + " ";
    text += " fragment F" + std::to_string(i) + " on User { " + std::string(first) + " { " + next +
            "} " + std::string(second) + " { " + next + "} }";
  }
  return text + " fragment F18 on User { name }";
}

TEST(operation_limits, stop_a_fragment_bomb_behind_different_aliases) {
  EXPECT_EQ(
      text(bomb("a: friend", "b: friend"), "{}", {.depth = 50}),
      "error: the operation has more than 30 aliased fields after its fragments are expanded, "
      "the limit \"max_aliases\"\n");
}

TEST(operation_limits, stop_a_fragment_bomb_behind_different_fields) {
  EXPECT_EQ(text(bomb("friend", "enemy"), "{}", {.depth = 50}),
            "error: the operation has more than 100000 selections and argument values after its "
            "fragments are expanded, the limit \"max_expansion\"\n");
}

TEST(operation_limits, let_a_fragment_bomb_that_merges_away_cost_nothing) {
  const std::string made = text(bomb("friend", "friend"), "{}", {.depth = 50});
  EXPECT_EQ(made.substr(0, 5), "query");
  EXPECT_EQ(std::ranges::count(made, '\n'), 1 + 2 + 18 + 1);
}

TEST(operation_limits, stop_a_bomb_of_inline_selections_that_merges_away) {
  std::string inner = "name";
  for (int i = 0; i < 9; ++i) inner = "friend { " + inner + " } friend { " + inner + " }";
  std::string document = "{ note { author { ";
  for (int i = 0; i < 120; ++i) document += "friend { ...F" + std::to_string(i) + " } ";
  document += "} } }";
  for (int i = 0; i < 120; ++i) {
    document += " fragment F" + std::to_string(i) + " on User { " + inner + " }";
  }
  EXPECT_EQ(text(document),
            "error: the operation has more than 100000 selections and argument values after its "
            "fragments are expanded, the limit \"max_expansion\"\n");
}

}  // namespace
}  // namespace fraiseql::validation
