// What only declarations can get wrong (names, doubles, default values of a program), what
// default values become, and schemas made to be expensive: those tests end or hang. That
// the checks find what graphql-js finds, where it finds it, is in tests/frontend/sdl_checks.jsonl.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/arena.hpp"
#include "language/parser.hpp"
#include "schema/builder.hpp"
#include "schema/default_values.hpp"
#include "schema/literal.hpp"

namespace fraiseql::schema {
namespace {

using declarations = std::vector<type_declaration>;

type_declaration input(std::string name, std::vector<input_declaration> fields) {
  return {.kind = type_kind::input_object,
          .name = std::move(name),
          .input_fields = std::move(fields),
          .origin = "test"};
}

type_declaration query(std::vector<input_declaration> arguments) {
  return {.name = "Query",
          .fields = {{.name = "a", .type = {"Int"}, .arguments = std::move(arguments)}},
          .origin = "test"};
}

// Keeps the literals that declarations borrow.
class literals {
 public:
  const language::value_node* operator()(std::string_view text) {
    limits deep;
    deep.syntax_depth = 2'000;
    deep.tokens = 1'000'000;
    auto read = language::parse_constant(memory_.copy(text), memory_, deep);
    EXPECT_TRUE(read.ok()) << text.substr(0, 100);
    return memory_.make<language::value_node>(*read);
  }

 private:
  arena memory_;
};

result<std::shared_ptr<const schema>, std::vector<schema_error>> build(declarations types) {
  schema_builder builder(purpose::described);
  for (type_declaration& one : types) builder.add(std::move(one));
  return std::move(builder).build();
}

// The messages, one a line.
std::string errors_of(declarations types) {
  const auto built = build(std::move(types));
  std::string text;
  if (built.ok()) return text;
  for (const schema_error& error : built.error()) text += error.message + "\n";
  return text;
}

TEST(checks, refuse_doubles_by_their_full_name) {
  const input_declaration twice{.name = "b", .type = {"Int"}};
  EXPECT_EQ(errors_of({query({twice, twice})}), "argument Query.a(b:) is declared twice\n");
  EXPECT_EQ(errors_of({query({}), input("I", {twice, twice})}),
            "input field I.b is declared twice\n");
  type_declaration fields = query({});
  fields.fields.push_back(fields.fields.front());
  EXPECT_EQ(errors_of({fields}), "field Query.a is declared twice\n");
  EXPECT_EQ(errors_of({query({}),
                       {.kind = type_kind::enumeration,
                        .name = "E",
                        .values = {{.name = "A"}, {.name = "A"}},
                        .origin = "test"}}),
            "enum value E.A is declared twice\n");
}

TEST(checks, refuse_names_that_are_not_graphql) {
  for (const char* name : {"", "1a", "a-b", "é", "a b", "a\n"}) {
    EXPECT_NE(errors_of({query({{.name = name, .type = {"Int"}}})}), "") << name;
    EXPECT_NE(errors_of({query({}), input(name, {{.name = "a", .type = {"Int"}}})}), "") << name;
    EXPECT_NE(errors_of({query({}), input("I", {{.name = name, .type = {"Int"}}})}), "") << name;
  }
  for (const char* name : {"a", "_", "_a1", "A__"}) {
    EXPECT_EQ(errors_of({query({{.name = name, .type = {"Int"}}})}), "") << name;
  }
}

TEST(checks, refuse_enum_values_that_are_other_literals) {
  for (const char* name : {"true", "false", "null"}) {
    EXPECT_NE(errors_of({query({}),
                         {.kind = type_kind::enumeration,
                          .name = "E",
                          .values = {{.name = name}},
                          .origin = "test"}}),
              "");
  }
}

TEST(checks, look_at_the_default_values_of_a_program) {
  const type_declaration inner =
      input("I", {{.name = "a", .type = {"Int", 0, 1}}, {.name = "b", .type = {"I", 1, 0}}});
  type_declaration choice =
      input("One", {{.name = "a", .type = {"Int"}}, {.name = "b", .type = {"Int"}}});
  choice.is_one_of = true;
  const json::value one = json::number{"1"};
  const json::value null = json::null{};
  struct {
    type_use type;
    json::value value;
    std::string wrong;
  } const cases[] = {
      {{"Int"}, one, ""},
      {{"Int"}, null, ""},
      {{"Int", 0, 1}, null, "null is no value of Int!"},
      {{"Int"}, "x", "Int cannot represent a non-integer value: \"x\""},
      {{"Int", 1, 0}, one, ""},
      {{"Int", 1, 1}, json::array{one, null}, "null is no value of Int!"},
      {{"I"}, json::object{{"a", one}}, ""},
      {{"I"},
       json::object{{"a", one}, {"b", json::array{json::object{}}}},
       "the required field \"a\" of I is missing"},
      {{"I"}, json::object{{"a", one}, {"c", one}}, "I has no field \"c\""},
      {{"I"}, one, "expected an object of type I"},
      {{"One"}, json::object{{"b", one}}, ""},
      {{"One"}, json::object{}, "One takes exactly one field, with a value that is not null"},
      {{"One"},
       json::object{{"b", null}},
       "One takes exactly one field, with a value that is not null"},
  };
  for (const auto& [type, value, wrong] : cases) {
    const std::string expected =
        wrong.empty() ? "" : "argument Query.a(x:) has an invalid default value: " + wrong + "\n";
    EXPECT_EQ(
        errors_of({query({{.name = "x", .type = type, .default_value = value}}), inner, choice}),
        expected);
  }
}

TEST(checks, stop_when_enough_is_said) {
  type_declaration names{.kind = type_kind::enumeration, .name = "E", .origin = "test"};
  for (int i = 0; i < 100'000; ++i) names.values.push_back({.name = "__" + std::to_string(i)});
  const auto many = build({query({}), names});
  ASSERT_FALSE(many.ok());
  EXPECT_GT(many.error().size(), 1'000u);
  EXPECT_LT(many.error().size(), 10'000u);

  // Each error names every place.
  type_declaration types = query({});
  types.interfaces.assign(100'000, {"Query", 7});
  type_declaration one_of{.kind = type_kind::union_of, .name = "U", .origin = "test"};
  one_of.members.assign(100'000, {"Query", 7});
  for (const type_declaration& one : {types, one_of}) {
    const auto few = build(one.name == "Query" ? declarations{one} : declarations{query({}), one});
    ASSERT_FALSE(few.ok());
    EXPECT_EQ(few.error().size(), 1u);
    EXPECT_EQ(few.error().front().places.size(), 100'000u);
  }
}

// Inputs T0, T1, ... each with a field "next" of the following one; the last one's field is `last`.
declarations chain(int length, const input_declaration& link, const input_declaration& last) {
  declarations all = {query({})};
  for (int i = 0; i < length; ++i) {
    input_declaration field = i + 1 < length ? link : last;
    if (field.type.name.empty()) field.type.name = "T" + std::to_string(i + 1);
    all.push_back(input("T" + std::to_string(i), {field}));
  }
  return all;
}

TEST(checks, find_a_circle_of_ten_thousand_inputs) {
  const input_declaration link{.name = "next", .type = {"", 0, 1}, .at = {.self = 7}};
  input_declaration last = link;
  last.type.name = "T0";
  const auto circle = build(chain(10'000, link, last));
  ASSERT_FALSE(circle.ok());
  ASSERT_EQ(circle.error().size(), 1u);
  EXPECT_EQ(circle.error().front().places.size(), 10'000u);
  EXPECT_LT(circle.error().front().message.size(), 300u);
  last.type.non_null = 0;
  EXPECT_TRUE(build(chain(10'000, link, last)).ok());
}

TEST(checks, find_a_circle_of_ten_thousand_default_values) {
  literals literal;
  const input_declaration link{
      .name = "next", .type = {""}, .default_literal = literal("{}"), .at = {.default_value = 7}};
  input_declaration last = link;
  last.type.name = "T0";
  const auto circle = build(chain(10'000, link, last));
  ASSERT_FALSE(circle.ok());
  ASSERT_EQ(circle.error().size(), 1u);
  EXPECT_EQ(circle.error().front().places.size(), 10'000u);
}

TEST(default_values, take_in_those_of_fields_left_out_wherever_declared) {
  literals literal;
  const auto built = build({
      query({{.name = "x", .type = {"A", 1, 0}, .default_literal = literal("{b: {c: {}}}")}}),
      input("A", {{.name = "b", .type = {"B"}}, {.name = "e", .type = {"Int"}}}),
      input("B", {{.name = "c", .type = {"C"}},
                  {.name = "f", .type = {"C"}, .default_literal = literal("{d: null}")}}),
      input("C", {{.name = "d", .type = {"Int"}, .default_literal = literal("5")},
                  {.name = "g", .type = {"A"}, .default_literal = literal("{b: null}")}}),
  });
  ASSERT_TRUE(built.ok());
  const input_value& made = (*built)->query_type()->fields.front().arguments.front();
  EXPECT_EQ(made.default_text, "{ b: { c: {  } } }");
  EXPECT_EQ(literal_text(*made.default_value, made.type),
            "[{ b: { c: { d: 5, g: { b: null } }, f: { d: null, g: { b: null } } } }]");
  EXPECT_EQ(made.default_literal, nullptr);
}

TEST(default_values, nest_so_deep_and_no_deeper) {
  literals literal;
  const auto nested = [&](std::size_t depth) {  // counting the null inside
    std::string text = "null";
    for (std::size_t i = 1; i < depth; ++i) text = "{a:" + text + "}";
    return errors_of({query({{.name = "x", .type = {"I"}, .default_literal = literal(text)}}),
                      input("I", {{.name = "a", .type = {"I"}}})});
  };
  EXPECT_EQ(nested(max_default_depth), "");
  EXPECT_EQ(nested(max_default_depth + 1),
            "the default value of \"x\" in Query.a nests more than 1024 values\n");
}

TEST(default_values, of_ten_thousand_inputs_that_take_each_other_in_are_refused) {
  literals literal;
  const input_declaration link{.name = "next", .type = {""}, .default_literal = literal("{}")};
  const input_declaration last{.name = "next", .type = {"Int"}, .default_literal = literal("1")};
  EXPECT_EQ(errors_of(chain(100, link, last)), "");
  EXPECT_EQ(errors_of(chain(10'000, link, last)),
            "the default value of \"next\" in T0 nests more than 1024 values\n");
  declarations backwards = chain(10'000, link, last);
  std::ranges::reverse(backwards);
  EXPECT_NE(errors_of(backwards), "");
}

TEST(default_values, have_so_many_values_in_all_and_no_more) {
  literals literal;
  std::string text = "[0";
  for (std::size_t i = 2; i < max_default_values; ++i) text += ",0";
  const auto with = [&](declarations more) {
    more.push_back(
        query({{.name = "x", .type = {"Int", 1, 0}, .default_literal = literal(text + "]")}}));
    return errors_of(std::move(more));
  };
  EXPECT_EQ(with({}), "");
  EXPECT_NE(with({input("I", {{.name = "a", .type = {"Int"}, .default_literal = literal("1")}})}),
            "");
  // Each of these doubles the one before.
  const input_declaration link{
      .name = "next", .type = {"", 1, 0}, .default_literal = literal("[{}, {}]")};
  const input_declaration last{.name = "next", .type = {"Int"}, .default_literal = literal("1")};
  EXPECT_NE(errors_of(chain(60, link, last)), "");
}

TEST(check_literal, gives_the_hint_apart_and_stops_when_told) {
  literals literal;
  const auto built = build({query({}), input("I", {{.name = "title", .type = {"Int"}}})});
  ASSERT_TRUE(built.ok());
  const type_reference type{(*built)->find_type("I"), 1, 0};
  std::size_t calls = 0;
  check_literal(type, *literal("[{titel: 1}, 2]"),
                [&](const std::string& message, const std::string& hint, std::uint32_t offset) {
                  ++calls;
                  EXPECT_EQ(message, "unknown field \"titel\" in an object of type \"I\"");
                  EXPECT_EQ(hint, "; did you mean \"title\"?");
                  EXPECT_EQ(offset, 2u);
                  return next_step::stop;
                });
  EXPECT_EQ(calls, 1u);
}

}  // namespace
}  // namespace fraiseql::schema
