// The tree of executable definitions, and the limits; that of a type system is in
// type_system_parser_test.cpp. Texts as graphql-js takes or refuses them are in cases.jsonl.
#include "language/parser.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "language/parsed.hpp"

namespace fraiseql::language {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

const field_node& field_at(const selection_set_node& set, std::size_t index) {
  return *std::get<const field_node*>(set.selections[index]);
}

TEST(parser, keeps_a_shorthand_query) {
  const document made = parsed(" { a }");
  ASSERT_EQ(made.operations().size(), 1u);
  const operation_node& operation = *made.operations()[0];
  EXPECT_TRUE(operation.is_shorthand);
  EXPECT_EQ(operation.kind, operation_kind::query);
  EXPECT_EQ(operation.name.text, "");
  EXPECT_EQ(operation.offset, 1u);
  EXPECT_EQ(operation.selection_set.offset, 1u);
  EXPECT_FALSE(field_at(operation.selection_set, 0).selection_set.present);
}

TEST(parser, keeps_the_parts_of_an_operation) {
  const document made = parsed(R"("d" mutation M($a: [Int!]! = [1] @x) @y { b })");
  const operation_node& operation = *made.operations()[0];
  EXPECT_FALSE(operation.is_shorthand);
  EXPECT_EQ(operation.kind, operation_kind::mutation);
  EXPECT_EQ(operation.name.text, "M");
  EXPECT_EQ(operation.name.offset, 13u);
  EXPECT_TRUE(operation.description.present);
  EXPECT_FALSE(operation.description.is_block);
  EXPECT_EQ(operation.description.text, "d");
  EXPECT_EQ(operation.offset, 0u);
  ASSERT_EQ(operation.directives.size(), 1u);
  EXPECT_EQ(operation.directives[0].name.text, "y");

  ASSERT_EQ(operation.variables.size(), 1u);
  const variable_definition_node& variable = operation.variables[0];
  EXPECT_EQ(variable.name.text, "a");
  EXPECT_EQ(variable.offset, 15u);
  EXPECT_FALSE(variable.description.present);
  ASSERT_NE(variable.default_value, nullptr);
  EXPECT_EQ(variable.default_value->items.size(), 1u);
  EXPECT_EQ(variable.directives[0].name.text, "x");
}

TEST(parser, wraps_types_from_the_outside_in) {
  const document made = parsed("query ($a: [Int!]!) { b }");
  const type_node& type = made.operations()[0]->variables[0].type;
  EXPECT_EQ(type.kind, type_node_kind::non_null);
  EXPECT_EQ(type.of->kind, type_node_kind::list);
  EXPECT_EQ(type.of->of->kind, type_node_kind::non_null);
  EXPECT_EQ(type.of->of->of->kind, type_node_kind::named);
  EXPECT_EQ(type.of->of->of->name, "Int");
  EXPECT_EQ(type.of->of->of->of, nullptr);
}

TEST(parser, tells_no_default_value_from_null) {
  const document made = parsed("query ($a: Int, $b: Int = null) { c }");
  const auto variables = made.operations()[0]->variables;
  EXPECT_EQ(variables[0].default_value, nullptr);
  ASSERT_NE(variables[1].default_value, nullptr);
  EXPECT_EQ(variables[1].default_value->kind, value_kind::null);
}

TEST(parser, keeps_the_parts_of_a_field) {
  const document made = parsed("{ k: a(x: 1) @d { b } a }");
  const field_node& field = field_at(made.operations()[0]->selection_set, 0);
  EXPECT_EQ(field.alias.text, "k");
  EXPECT_EQ(field.name.text, "a");
  EXPECT_EQ(field.offset, 2u);
  EXPECT_EQ(field.name.offset, 5u);
  EXPECT_EQ(field.response_key(), "k");
  EXPECT_EQ(field.arguments[0].name.text, "x");
  EXPECT_EQ(field.directives[0].offset, 13u);
  EXPECT_TRUE(field.selection_set.present);
  EXPECT_EQ(field_at(made.operations()[0]->selection_set, 1).response_key(), "a");
}

TEST(parser, keeps_fragments_and_spreads) {
  const document made = parsed("fragment F on T @a { ...G @b ... on U { c } ... { d } }");
  ASSERT_EQ(made.fragments().size(), 1u);
  const fragment_node& fragment = *made.fragments()[0];
  EXPECT_EQ(fragment.name.text, "F");
  EXPECT_EQ(fragment.type_condition.text, "T");
  EXPECT_EQ(fragment.directives[0].name.text, "a");
  const auto selections = fragment.selection_set.selections;
  ASSERT_EQ(selections.size(), 3u);
  EXPECT_EQ(std::get<const fragment_spread_node*>(selections[0])->name.text, "G");
  EXPECT_EQ(std::get<const fragment_spread_node*>(selections[0])->offset, 21u);
  EXPECT_EQ(std::get<const inline_fragment_node*>(selections[1])->type_condition.text, "U");
  EXPECT_EQ(std::get<const inline_fragment_node*>(selections[2])->type_condition.text, "");
}

TEST(parser, keeps_values_of_each_kind) {
  const document made = parsed(R"({ a(v: [$x, 1, 1.5, "s", true, null, E, [], {k: """b"""}]) })");
  const auto items = field_at(made.operations()[0]->selection_set, 0).arguments[0].value.items;
  const value_kind kinds[] = {value_kind::variable,    value_kind::integer, value_kind::floating,
                              value_kind::string,      value_kind::boolean, value_kind::null,
                              value_kind::enumeration, value_kind::list,    value_kind::object};
  ASSERT_EQ(items.size(), std::size(kinds));
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(items[i].kind, kinds[i]) << i;
  EXPECT_EQ(items[0].text, "x");
  EXPECT_EQ(items[0].offset, 8u);
  EXPECT_EQ(items[2].text, "1.5");
  EXPECT_EQ(items[4].text, "true");
  EXPECT_FALSE(items[3].is_block);
  EXPECT_EQ(items[8].fields[0].name.text, "k");
  EXPECT_TRUE(items[8].fields[0].value.is_block);
}

TEST(parser, copies_the_text) {
  std::string text = R"({ field(x: "plain") })";
  const document made = parsed(text);
  text.assign(text.size(), '?');
  const field_node& field = field_at(made.operations()[0]->selection_set, 0);
  EXPECT_EQ(field.name.text, "field");
  EXPECT_EQ(field.arguments[0].value.text, "plain");
}

TEST(parser, says_what_it_expected_and_what_it_found) {
  EXPECT_EQ(refused("{ a(x 1) }").message, R"(syntax error: expected ":", found "1")");
  EXPECT_EQ(refused("{ a").message, "syntax error: expected a name, found the end of the document");
  EXPECT_EQ(refused("{ \"a\" }").message, "syntax error: expected a name, found a string");
  EXPECT_EQ(refused("fragment F in T { a }").message, R"(syntax error: expected "on", found "in")");
  EXPECT_EQ(refused("fragment on on T { a }").message, R"(syntax error: unexpected "on")");
  EXPECT_EQ(refused("").message, "syntax error: unexpected the end of the document");
}

TEST(parser, refuses_a_variable_in_a_constant_value) {
  const graphql_error error = refused("query ($a: Int = $b) { c }");
  EXPECT_EQ(error.message, "syntax error: unexpected variable in a constant value");
  EXPECT_EQ(error.locations[0], (source_location{1, 18}));
}

TEST(parser, counts_columns_in_utf16_code_units) {
  EXPECT_EQ(refused("{ a(x: \"\xF0\x9F\x98\x80\xC3\xA9\", ?) }").locations[0],
            (source_location{1, 15}));
}

TEST(parser, refuses_text_that_is_not_utf8_where_it_ceases_to_be) {
  const auto place = [](std::string_view text) { return refused(text).locations[0]; };
  EXPECT_EQ(place("\xFF"), (source_location{1, 1}));
  EXPECT_EQ(place("{ a }\n# \x80"), (source_location{2, 3}));
  EXPECT_EQ(place("# \xC3\xA9\xC3"), (source_location{1, 4}));
  EXPECT_EQ(place("{ a(x: \"\xED\xA0\xBD\") }"), (source_location{1, 9}));
  EXPECT_EQ(place("{ a(x: \"\"\"\xC0\x80\"\"\") }"), (source_location{1, 11}));
  EXPECT_EQ(place("# \xF4\x90\x80\x80"), (source_location{1, 3}));
  EXPECT_EQ(refused("\xFF").message, "syntax error: the document is not valid UTF-8");
}

TEST(parser, bounds_the_bytes_of_a_document) {
  EXPECT_TRUE(parse("{ a }", {.document_bytes = 5}).ok());
  const auto longer = parse("{ a } ", {.document_bytes = 5});
  ASSERT_FALSE(longer.ok());
  EXPECT_NE(longer.error().message.find("more than 5 bytes, the limit `max_document_bytes`"),
            std::string::npos);
}

TEST(parser, takes_as_many_tokens_as_the_limit) {
  const limits bounds{.tokens = 5};
  EXPECT_TRUE(parse("{ a b c } # comments, commas,,, and the end count nothing", bounds).ok());
  const graphql_error error = refused("{ a b\n c d }", bounds);
  EXPECT_EQ(error.locations[0], (source_location{2, 6}));
  EXPECT_EQ(error.message,
            "syntax error: the document has more than 5 tokens, the limit `max_tokens`");
}

TEST(parser, stops_lexing_at_the_token_limit) {
  const limits bounds{.tokens = 2};
  EXPECT_EQ(refused("{ a b ?", bounds).locations[0], (source_location{1, 5}));
}

TEST(parser, nests_selection_sets_as_deep_as_the_limit) {
  const limits bounds{.syntax_depth = 10};
  EXPECT_TRUE(parse(repeat("{a", 10) + repeat("}", 10), bounds).ok());
  const graphql_error error = refused(repeat("{a", 11) + repeat("}", 11), bounds);
  EXPECT_EQ(error.locations[0], (source_location{1, 21}));
  EXPECT_EQ(error.message,
            "syntax error: the document is nested deeper than 10 levels, the limit `syntax_depth`");
}

TEST(parser, nests_inline_fragments_as_deep_as_the_limit) {
  const limits bounds{.syntax_depth = 10};
  EXPECT_TRUE(parse("{" + repeat("...{", 9) + repeat("}", 10), bounds).ok());
  EXPECT_EQ(refused("{" + repeat("...{", 10) + repeat("}", 11), bounds).locations[0],
            (source_location{1, 41}));
}

TEST(parser, nests_values_as_deep_as_the_limit) {
  const limits bounds{.syntax_depth = 10};
  const auto query = [](std::string_view open, std::string_view close, std::size_t depth) {
    return "{ a(x: " + repeat(open, depth) + "1" + repeat(close, depth) + ") }";
  };
  EXPECT_TRUE(parse(query("[", "]", 9), bounds).ok());  // the selection set is one more
  EXPECT_EQ(refused(query("[", "]", 10), bounds).locations[0], (source_location{1, 17}));
  EXPECT_TRUE(parse(query("{k:", "}", 9), bounds).ok());
  EXPECT_EQ(refused(query("{k:", "}", 10), bounds).locations[0], (source_location{1, 35}));
}

TEST(parser, nests_types_as_deep_as_the_limit) {
  const limits bounds{.syntax_depth = 10};
  const auto query = [](std::size_t depth) {
    return "query ($a: " + repeat("[", depth) + "T" + repeat("]", depth) + ") { b }";
  };
  EXPECT_TRUE(parse(query(10), bounds).ok());
  EXPECT_EQ(refused(query(11), bounds).locations[0], (source_location{1, 22}));
}

TEST(parser, counts_depth_anew_for_neighbours) {
  const limits bounds{.syntax_depth = 3};
  EXPECT_TRUE(parse("query ($a: [[T]] = [[1]], $b: [[T]]) { a(x: [[]], y: {k: []}) { b { c } } "
                    "d { e { f } } } { g }",
                    bounds)
                  .ok());
}

TEST(parser, survives_the_deepest_nesting_that_the_defaults_allow) {
  const limits defaults;
  const std::size_t deepest = defaults.syntax_depth;
  EXPECT_TRUE(parse(repeat("{a", deepest) + repeat("}", deepest)).ok());
  EXPECT_FALSE(parse(repeat("{a", deepest + 1) + repeat("}", deepest + 1)).ok());
}

TEST(parser, refuses_any_depth_without_following_it) {
  const limits many_tokens{.document_bytes = 100'000'000, .tokens = 1'000'000};
  for (const auto& [before, open] : {std::pair{"", "{a"},
                                     {"", "{..."},
                                     {"{ a(x: ", "["},
                                     {"{ a(x: ", "{k:"},
                                     {"query ($a: ", "["},
                                     {"type T { a: ", "["},
                                     {"input I { a: A = ", "["},
                                     {"input I { a: A = ", "{k:"},
                                     {"scalar S @d(x: ", "[{k:"}}) {
    const graphql_error error = refused(before + repeat(open, 100'000), many_tokens);
    EXPECT_TRUE(error.message.ends_with("the limit `syntax_depth`")) << error.message;
  }
  for (const std::string_view open : {"{", "[", "type T {", "type T { a(", "extend "}) {
    EXPECT_EQ(refused(repeat(open, 100'000), many_tokens).locations[0].line, 1u) << open;
  }
}

TEST(parser, reads_a_constant_and_nothing_behind_it) {
  arena memory;
  const auto list = parse_constant("[1, RED, {a: \"x\"}] # end", memory);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->items.size(), 3u);
  EXPECT_EQ(list->items[1].text, "RED");
  EXPECT_EQ(list->items[2].fields[0].value.text, "x");

  const auto place = [&memory](std::string_view text) {
    const auto made = parse_constant(text, memory, {.syntax_depth = 2});
    return made.ok() ? source_location{} : made.error().locations[0];
  };
  EXPECT_EQ(place("[[1]]"), source_location{});
  EXPECT_EQ(place("[[[1]]]"), (source_location{1, 3}));
  EXPECT_EQ(place("1\n 2"), (source_location{2, 2}));
  EXPECT_EQ(place("[$a]"), (source_location{1, 2}));
  EXPECT_EQ(place(""), (source_location{1, 1}));
  EXPECT_EQ(place("\"\xFF\""), (source_location{1, 2}));
}

}  // namespace
}  // namespace fraiseql::language
