// Example data: which values there are, that they take the way of every document, and where
// they end.
#include "execution/example.hpp"

#include <gtest/gtest.h>

#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "schema/builder.hpp"
#include "schema/leaf.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

std::shared_ptr<const schema::schema> schema_of(std::string_view sdl) {
  auto built = frontend::build_schema(sdl);
  EXPECT_TRUE(built) << built.error().front().message;
  return *std::move(built);
}

response execute(const std::shared_ptr<const schema::schema>& schema, const std::string& document,
                 example_values values = example_values::constants,
                 json::value variables = json::null{}) {
  return example_executor(schema, examples(values), frontend::specification_limits)
      .execute({.document = document, .variables = std::move(variables)});
}

constexpr std::string_view sdl = R"(
  type Query { one: Note any: [Any!]! named: Named lonely: Lonely
    int: Int float: Float string: String boolean: Boolean id: ID custom: Custom date: DateTime
    colour: Colour! grid: [[Int!]]! echo(number: Float, text: String, input: Input): Int }
  type Mutation { make(title: String!): Note! again: Int }
  type Subscription { made: Note! }
  type Note implements Named { id: ID! name(upper: Boolean): String next: Note }
  type Album implements Named { name(upper: Boolean): String size: Int }
  interface Named { name(upper: Boolean): String }
  interface Lonely { name: String }
  union Any = Note | Album
  enum Colour { RED GREEN }
  input Input { more: [Input!] text: String }
  scalar Custom
  scalar DateTime
)";

struct example {
  std::string document;
  std::string body;
};

TEST(example, has_the_constants_that_are_promised) {
  const example examples[] = {
      {"{ int float string boolean id custom date colour grid }",
       R"({"data":{"int":2,"float":3.14,"string":"str","boolean":true,"id":"id","custom":"str",)"
       R"("date":"str","colour":"RED","grid":[[2,2],[2,2]]}})"},
      {"{ any { __typename } named { __typename name } }",
       R"({"data":{"any":[{"__typename":"Album"},{"__typename":"Album"}],)"
       R"("named":{"__typename":"Note","name":"str"}}})"},
      {"{ any { ... on Note { id } ... on Album { size s: size ... on Named { name } } } }",
       R"({"data":{"any":[{"size":2,"s":2,"name":"str"},{"size":2,"s":2,"name":"str"}]}})"},
      {"{ one { a: next { id } b: next { name(upper: true) } } }",
       R"({"data":{"one":{"a":{"id":"id"},"b":{"name":"str"}}}})"},
      {"{ one { id @skip(if: true) ...F } } fragment F on Note { next { id } next { name } }",
       R"({"data":{"one":{"next":{"id":"id","name":"str"}}}})"},
      {"mutation { b: make(title: \"\") { id } again }", R"({"data":{"b":{"id":"id"},"again":2}})"},
      {"subscription { made { id } }", R"({"data":{"made":{"id":"id"}}})"},
      {"{ __typename __type(name: \"Note\") { name } int }",
       R"({"data":{"__typename":"Query","__type":{"name":"Note"},"int":2}})"},
      {"{ int @skip(if: true) }", R"({"data":{}})"},
  };
  const auto schema = schema_of(sdl);
  for (const example& one : examples) {
    EXPECT_EQ(execute(schema, one.document).body, one.body) << one.document;
  }
}

TEST(example, answers_an_interface_that_nothing_implements_with_an_error) {
  const response answered = execute(schema_of(sdl), "{ int lonely { name } }");
  EXPECT_TRUE(answered.has_data);
  EXPECT_TRUE(answered.first_error);
  EXPECT_TRUE(answered.body.starts_with(R"({"data":{"int":2,"lonely":null},"errors":[{)"))
      << answered.body;
}

TEST(example, takes_any_variables) {
  const char* const texts[] = {"1e400",
                               R"("x")",
                               R"({"n":1e400})",
                               R"({"t":"\ud800"})",
                               R"({"t":"\u0000"})",
                               R"({"i":{"more":[{"text":null}]}})",
                               R"({"i":{"more":{"more":{}}}})",
                               R"({"i":[]})",
                               "[]"};
  const auto schema = schema_of(sdl);
  for (const char* text : texts) {
    auto variables = json::read(text);
    if (!variables) continue;
    const response answered = execute(
        schema, "query($n: Float, $t: String, $i: Input) { echo(number: $n, text: $t, input: $i) }",
        example_values::constants, std::move(*variables));
    EXPECT_TRUE(json::read(answered.body)) << answered.body;
    EXPECT_EQ(answered.has_data, !answered.first_error) << answered.body;
  }
}

TEST(example, tries_what_a_scalar_of_the_program_takes) {
  const auto only = [](std::string_view taken) {
    return std::make_shared<const scalars::rule>(
        scalars::rule{"Money", [taken](std::string& out, std::string_view text) {
                        if (text == taken) out += text;
                        return text == taken;
                      }});
  };
  for (const auto& [taken, body] : {std::pair{"1.50", R"({"data":{"price":"1.50"}})"},
                                    std::pair{"str", R"({"data":{"price":"str"}})"}}) {
    schema::schema_builder builder(schema::purpose::described);
    builder.add(schema::type_declaration{
        .kind = schema::type_kind::scalar, .name = "Money", .rule = only(taken)});
    builder.add(
        schema::type_declaration{.name = "Query", .fields = {testing::member("price", "Money")}});
    auto built = std::move(builder).build();
    ASSERT_TRUE(built.ok());
    EXPECT_EQ(execute(*built, "{ price }").body, body);
  }
}

// Of each scalar that the framework knows, under its name in a schema that only describes.
TEST(example, is_valid_for_each_scalar_where_it_is_realistic) {
  constexpr auto count = static_cast<std::size_t>(scalars::kind::ruled);
  std::string described = "type Query {";
  std::string document = "{";
  schema::type_declaration all{.name = "All", .source = schema::relation{.name = "tv_all"}};
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name(scalars::to_string(static_cast<scalars::kind>(i)));
    described += " f" + std::to_string(i) + ": " + name;
    if (i > static_cast<std::size_t>(scalars::kind::id))
      described = "scalar " + name + " " + described;
    document += " f" + std::to_string(i);
    all.fields.push_back(
        testing::member(i == 0 ? "id" : "f" + std::to_string(i), i == 0 ? "ID" : name));
  }
  all.fields.push_back(testing::member("f0", "Int"));
  schema::schema_builder builder;
  builder.add(std::move(all));
  builder.add_query(schema::find_declaration{.name = "all", .object = "All", .origin = "all"});
  const auto served = std::move(builder).build();
  ASSERT_TRUE(served) << served.error().front().message;

  const response answered =
      execute(schema_of(described + " }"), document + " }", example_values::realistic);
  const auto body = json::read(answered.body);
  ASSERT_TRUE(body && body->find("data") != nullptr) << answered.body;
  const auto& data = *body->find("data")->get<json::object>();
  ASSERT_EQ(data.size(), count);
  for (const auto& [name, value] : data) {
    const schema::field* field = (*served)->find_type("All")->find_field(name);
    const auto coerced = schema::coerce_leaf(*field->type.named, value);
    EXPECT_TRUE(coerced) << field->type.named->name << ": " << coerced.error().message;
  }
}

TEST(example, of_a_bound_schema_has_two_rows_of_a_list) {
  const auto answer = [](const std::string& document) {
    auto prepared = preparer(testing::wide_schema(), limits{}).prepare({.document = document});
    EXPECT_TRUE(prepared);
    return example_answer(*prepared, example_values::realistic).body;
  };
  EXPECT_EQ(
      answer("{ notes { title body } note(id: \"123e4567-e89b-42d3-a456-426614174000\") { id } }"),
      R"({"data":{"notes":[{"title":"str","body":"str"},{"title":"str","body":"str"}],)"
      R"("note":{"id":"id"}}})");
  EXPECT_EQ(answer("{ newest { title } }"), R"({"data":{"newest":{"title":"str"}}})");
  EXPECT_EQ(answer("mutation { touch { __typename title } }"),
            R"({"data":{"touch":{"__typename":"Note","title":"str"}}})");
  EXPECT_EQ(answer("{ all { odd owner total price createdAt grid sizes { width } } }"), [] {
    const std::string row =
        R"({"odd":"str","owner":"123e4567-e89b-42d3-a456-426614174000",)"
        R"("total":"9007199254740993","price":"19.90","createdAt":"2026-01-02T03:04:05Z",)"
        R"("grid":[[2,2],[2,2]],"sizes":[{"width":2},{"width":2}]})";
    return R"({"data":{"all":[)" + row + "," + row + "]}}";
  }());
}

// A list of lists of a value with a long text, so often nested.
std::string nested(std::size_t depth) {
  return std::string(depth, '[') + "Long" + std::string(depth, ']');
}

TEST(example, ends_at_its_bound) {
  const std::string long_text(120'000, 'L');
  const auto schema =
      schema_of("enum Long { " + long_text + " } type Query { a: " + nested(7) +
                " b: " + nested(2) + " c: " + nested(8) + " d: " + nested(31) + " }");
  EXPECT_TRUE(execute(schema, "{ a }").has_data);
  for (const char* too_long : {"{ c }", "{ d }", "{ a x: a }"}) {
    const response refused = execute(schema, too_long);
    EXPECT_FALSE(refused.was_executed) << too_long;
    EXPECT_EQ(refused.first_error, error_code::bad_user_input);
  }
  // Filled up by the length of an alias.
  const std::size_t others = execute(schema, "{ a x: b }").body.size();
  ASSERT_LT(others, max_example_bytes);
  const std::string alias(max_example_bytes - others + 1, 'x');
  const response longest = execute(schema, "{ a " + alias + ": b }");
  EXPECT_TRUE(longest.has_data) << longest.body;
  EXPECT_EQ(longest.body.size(), max_example_bytes);
  EXPECT_FALSE(execute(schema, "{ a " + alias + "x: b }").was_executed);
}

// One document, answered a thousand times.
TEST(example, is_not_multiplied_by_aliases_without_end) {
  const auto schema =
      schema_of("type Query { o: O } type O { a: [[[[[[[[[[[[[Float]]]]]]]]]]]]] }");
  std::string document = "{ o {";
  for (int i = 0; i < 1'000; ++i) document += " a" + std::to_string(i) + ": a";
  EXPECT_FALSE(execute(schema, document + " } }").was_executed);
}

TEST(example, nests_as_deep_as_may_be_asked) {
  const auto nest = [](std::size_t depth) {
    std::string document;
    for (std::size_t i = 1; i < depth; ++i) document += "{ next ";
    return document + "{ id " + std::string(depth, '}');
  };
  const auto schema = schema_of("type Query { id: ID next: N } type N { id: ID next: N }");
  EXPECT_TRUE(execute(schema, nest(frontend::specification_limits.depth)).has_data);
  const response refused = execute(schema, nest(frontend::specification_limits.depth + 1));
  EXPECT_NE(refused.body.find("max_depth"), std::string::npos) << refused.body;
}

}  // namespace
}  // namespace fraiseql::execution
