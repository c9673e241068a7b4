// The tree of type-system definitions. Texts as graphql-js takes or refuses them, and as it
// prints them, are in cases.jsonl.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "language/parsed.hpp"
#include "language/parser.hpp"

namespace fraiseql::language {
namespace {

TEST(type_system_parser, keeps_the_order_of_all_definitions) {
  const document made = parsed("type A query Q { a } extend type A @d fragment F on A { a }");
  ASSERT_EQ(made.definitions().size(), 4u);
  EXPECT_EQ(std::get<const type_system_node*>(made.definitions()[0]), made.type_system()[0]);
  EXPECT_EQ(std::get<const operation_node*>(made.definitions()[1]), made.operations()[0]);
  EXPECT_EQ(std::get<const type_system_node*>(made.definitions()[2]), made.type_system()[1]);
  EXPECT_EQ(std::get<const fragment_node*>(made.definitions()[3]), made.fragments()[0]);
}

TEST(type_system_parser, knows_every_kind_and_its_extension) {
  using enum type_system_kind;
  for (const auto& [kind, name] : {std::pair{schema, ""},
                                   {scalar, "A"},
                                   {object, "A"},
                                   {interface, "A"},
                                   {union_of, "A"},
                                   {enumeration, "A"},
                                   {input_object, "A"},
                                   {directive, "A"}}) {
    const std::string text = std::string("extend ") + std::string(to_string(kind)) +
                             (kind == directive ? " @" : " ") + name + " @d";
    const document made = parsed(text);
    ASSERT_EQ(made.type_system().size(), 1u);
    const type_system_node& node = *made.type_system()[0];
    EXPECT_EQ(node.kind, kind);
    EXPECT_TRUE(node.is_extension);
    EXPECT_FALSE(node.description.present);
    EXPECT_EQ(node.name.text, name);
    EXPECT_EQ(node.offset, 0u);
    ASSERT_EQ(node.directives.size(), 1u);
    EXPECT_EQ(node.directives[0].name.text, "d");
  }
}

TEST(type_system_parser, keeps_the_parts_of_a_type) {
  const document made =
      parsed(R"( "d" type T implements & I & J @x { "f" a("p" b: [Int!] = 1 @y): Int! @z c: C })");
  const type_system_node& node = *made.type_system()[0];
  EXPECT_EQ(node.kind, type_system_kind::object);
  EXPECT_FALSE(node.is_extension);
  EXPECT_EQ(node.description.text, "d");
  EXPECT_EQ(node.offset, 1u);
  EXPECT_EQ(node.name.offset, 10u);
  ASSERT_EQ(node.interfaces.size(), 2u);
  EXPECT_EQ(node.interfaces[1].text, "J");
  EXPECT_EQ(node.directives[0].name.text, "x");

  ASSERT_EQ(node.fields.size(), 2u);
  const field_definition_node& field = node.fields[0];
  EXPECT_EQ(field.description.text, "f");
  EXPECT_EQ(field.offset, 36u);
  EXPECT_EQ(field.name.text, "a");
  EXPECT_EQ(field.type.kind, type_node_kind::non_null);
  EXPECT_EQ(field.directives[0].name.text, "z");
  EXPECT_EQ(node.fields[1].offset, node.fields[1].name.offset);

  ASSERT_EQ(field.arguments.size(), 1u);
  const input_value_definition_node& argument = field.arguments[0];
  EXPECT_EQ(argument.description.text, "p");
  EXPECT_EQ(argument.name.text, "b");
  EXPECT_EQ(argument.type.of->of->name, "Int");
  ASSERT_NE(argument.default_value, nullptr);
  EXPECT_EQ(argument.default_value->text, "1");
  EXPECT_EQ(argument.directives[0].name.text, "y");
}

TEST(type_system_parser, keeps_which_type_is_for_which_operation) {
  const document made = parsed("schema { subscription: S query: Q mutation: M }");
  const auto operations = made.type_system()[0]->operation_types;
  ASSERT_EQ(operations.size(), 3u);
  EXPECT_EQ(operations[0].kind, operation_kind::subscription);
  EXPECT_EQ(operations[0].offset, 9u);
  EXPECT_EQ(operations[0].type.text, "S");
  EXPECT_EQ(operations[1].kind, operation_kind::query);
  EXPECT_EQ(operations[2].kind, operation_kind::mutation);
}

TEST(type_system_parser, keeps_the_members_of_the_other_kinds) {
  const document made = parsed(
      "union U = | A | B enum E { \"v\" C @d } input I { d: D = null } "
      "directive @e(f: F) @g repeatable on FIELD | ENUM");
  EXPECT_EQ(made.type_system()[0]->members[1].text, "B");
  EXPECT_EQ(made.type_system()[1]->values[0].description.text, "v");
  EXPECT_EQ(made.type_system()[1]->values[0].directives[0].name.text, "d");
  EXPECT_EQ(made.type_system()[2]->input_fields[0].default_value->kind, value_kind::null);
  const type_system_node& directive = *made.type_system()[3];
  EXPECT_EQ(directive.arguments[0].name.text, "f");
  EXPECT_EQ(directive.directives[0].name.text, "g");
  EXPECT_TRUE(directive.is_repeatable);
  ASSERT_EQ(directive.locations.size(), 2u);
  EXPECT_EQ(directive.locations[1].text, "ENUM");
}

TEST(type_system_parser, says_what_is_wrong) {
  EXPECT_EQ(refused("extend type T").message,
            "syntax error: the extension adds nothing, write directives or members behind its "
            "name, found the end of the document");
  EXPECT_EQ(refused("schema { foo: Q }").message,
            R"(syntax error: expected "query", "mutation" or "subscription", found "foo")");
  EXPECT_EQ(refused("enum E { true }").message,
            R"(syntax error: "true" is reserved, give the enum value another name)");
  EXPECT_EQ(refused("directive @d on FOO").message,
            R"(syntax error: unknown directive location "FOO")");
  EXPECT_EQ(refused("\"d\" extend type T @a").message,
            "syntax error: unexpected description, only a definition has one and none follows");
  EXPECT_EQ(refused("extend query Q { a }").message, R"(syntax error: unexpected "query")");
}

TEST(type_system_parser, takes_as_many_tokens_as_the_limit) {
  EXPECT_TRUE(parse("type T { a: Int }", {.tokens = 7}).ok());
  const graphql_error error = refused("type T { a: Int }", {.tokens = 6});
  EXPECT_EQ(error.locations[0], (source_location{1, 17}));
  EXPECT_TRUE(error.message.ends_with("the limit `max_tokens`"));
}

TEST(type_system_parser, nests_types_and_values_as_deep_as_the_limit) {
  const limits bounds{.syntax_depth = 2};
  for (const auto& [deepest, too_deep] :
       {std::pair{"type T { a: [[A]] }", "type T { a: [[[A]]] }"},
        {"type T { a(b: [[A]]): A }", "type T { a(b: [[[A]]]): A }"},
        {"input I { a: A = [[1]] }", "input I { a: A = [[[1]]] }"},
        {"input I { a: A = {b: {}} }", "input I { a: A = {b: {c: {}}} }"},
        {"enum E { A @d(x: [[]]) }", "enum E { A @d(x: [[[]]]) }"}}) {
    EXPECT_TRUE(parse(deepest, bounds).ok()) << deepest;
    EXPECT_TRUE(refused(too_deep, bounds).message.ends_with("the limit `syntax_depth`"))
        << too_deep;
  }
}

}  // namespace
}  // namespace fraiseql::language
