// Introspection of a schema with a type of every kind, asked as clients ask it.
#include "execution/introspect.hpp"

#include <gtest/gtest.h>

#include "execution/answer.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "schema/builder.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::execution {
namespace {

using schema::type_kind;

schema::type_declaration node_interface() {
  return {.kind = type_kind::interface,
          .name = "Node",
          .fields = {{.name = "id", .type = {"ID", 0, 1}}},
          .origin = "Node"};
}

schema::type_declaration note() {
  return {.name = "Note",
          .description = "A \"note\".",
          .fields = {{.name = "id", .type = {"ID", 0, 1}},
                     {.name = "grid", .type = {"Color", 2, 0b101}},
                     {.name = "old", .type = {"String", 0, 0}, .deprecation = "use id"}},
          .interfaces = {{"Node"}},
          .origin = "Note"};
}

schema::type_declaration query() {
  return {.name = "Query",
          .fields = {{.name = "find",
                      .type = {"Any", 0, 0},
                      .arguments = {{.name = "by", .type = {"Filter", 0, 0}},
                                    {.name = "was",
                                     .type = {"Int", 0, 0},
                                     .default_value = json::value(json::number{"1"}),
                                     .deprecation = "gone"}}}},
          .origin = "Query"};
}

std::shared_ptr<const schema::schema> every_kind() {
  schema::schema_builder builder(schema::purpose::described);
  builder.add(query());
  builder.add(node_interface());
  builder.add(note());
  builder.add(schema::type_declaration{
      .kind = type_kind::union_of, .name = "Any", .members = {{"Note"}}, .origin = "Any"});
  builder.add(schema::type_declaration{
      .kind = type_kind::enumeration,
      .name = "Color",
      .values = {{.name = "RED"}, {.name = "BLUE", .deprecation = "No longer supported"}},
      .origin = "Color"});
  builder.add(schema::type_declaration{
      .kind = type_kind::input_object,
      .name = "Filter",
      .input_fields = {{.name = "color", .type = {"Color", 0, 0}},
                       {.name = "url", .type = {"Url", 0, 0}, .deprecation = "gone"}},
      .is_one_of = true,
      .origin = "Filter"});
  builder.add(schema::type_declaration{.kind = type_kind::scalar,
                                       .name = "Url",
                                       .specified_by = "https://example.org/url",
                                       .origin = "Url"});
  builder.add(schema::directive_declaration{
      .name = "mark",
      .arguments = {{.name = "as", .type = {"String", 0, 0}, .deprecation = "gone"}},
      .locations = {"FIELD", "QUERY"},
      .is_repeatable = true,
      .deprecation = "use another",
      .origin = "mark"});
  auto built = std::move(builder).build();
  if (!built) ADD_FAILURE() << built.error().front().message;
  return *built;
}

class introspection : public ::testing::Test {
 protected:
  // What stands behind `"data":` or the first error's message.
  std::string answer(const std::string& document, const std::string& variables = "{}") {
    const auto made =
        preparer_.prepare({.document = document, .variables = *json::read(variables)});
    if (!made) return made.error().front().message;
    const std::function<std::string()> no_log_id = [] { return std::string(); };
    execution::answer written(no_log_id);
    const auto& steps = made->operation->plan.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      EXPECT_TRUE(made->operation->statements[i].empty());
      written.add_constant(steps[i], made->constant(i));
    }
    const std::string body = std::move(written).finish().body;
    EXPECT_TRUE(body.starts_with("{\"data\":")) << body;
    return body.substr(8, body.size() - 9);
  }

  std::shared_ptr<const schema::schema> schema_ = every_kind();
  preparer preparer_{schema_, {}};
};

TEST_F(introspection, names_the_types_as_declared_then_built_in_ones_then_its_own) {
  EXPECT_EQ(answer("{ __schema { types { name } } }"),
            R"({"__schema":{"types":[{"name":"Query"},{"name":"Node"},{"name":"Note"},)"
            R"({"name":"Any"},{"name":"Color"},{"name":"Filter"},{"name":"Url"},)"
            R"({"name":"String"},{"name":"Boolean"},{"name":"Int"},{"name":"ID"},)"
            R"({"name":"__Schema"},{"name":"__Directive"},{"name":"__DirectiveLocation"},)"
            R"({"name":"__Type"},{"name":"__Field"},{"name":"__InputValue"},)"
            R"({"name":"__EnumValue"},{"name":"__TypeKind"}]}})");
}

struct question {
  const char* document;
  const char* answer;
};

TEST_F(introspection, answers) {
  const question questions[] = {
      {"{ __schema { description queryType { name } mutationType { name } subscriptionType { "
       "name } } }",
       R"({"__schema":{"description":null,"queryType":{"name":"Query"},"mutationType":null,)"
       R"("subscriptionType":null}})"},
      // Aliases, fragments, __typename, @skip and @include.
      {"{ s: __schema { __typename q: queryType { ...names t: __typename } } __typename } "
       "fragment names on __Type { n: name kind @skip(if: true) ... @include(if: true) { kind } }",
       R"({"s":{"__typename":"__Schema","q":{"n":"Query","kind":"OBJECT","t":"__Type"}},)"
       R"("__typename":"Query"})"},
      {"{ __type(name: \"Nope\") { name } }", R"({"__type":null})"},
      {"{ __type(name: \"__Type\") { kind name } }",
       R"({"__type":{"kind":"OBJECT","name":"__Type"}})"},
      {"{ __type(name: \"Note\") { kind description interfaces { name } possibleTypes { name } "
       "fields { name } enumValues { name } inputFields { name } ofType { name } isOneOf "
       "specifiedByURL } }",
       R"({"__type":{"kind":"OBJECT","description":"A \"note\".","interfaces":[{"name":"Node"}],)"
       R"("possibleTypes":null,"fields":[{"name":"id"},{"name":"grid"}],"enumValues":null,)"
       R"("inputFields":null,"ofType":null,"isOneOf":null,"specifiedByURL":null}})"},
      {"{ __type(name: \"Node\") { kind interfaces { name } possibleTypes { name } } }",
       R"({"__type":{"kind":"INTERFACE","interfaces":[],"possibleTypes":[{"name":"Note"}]}})"},
      {"{ __type(name: \"Any\") { kind fields { name } possibleTypes { name } } }",
       R"({"__type":{"kind":"UNION","fields":null,"possibleTypes":[{"name":"Note"}]}})"},
      {"{ __type(name: \"Url\") { kind specifiedByURL } }",
       R"({"__type":{"kind":"SCALAR","specifiedByURL":"https://example.org/url"}})"},
      {"{ __type(name: \"Filter\") { kind isOneOf inputFields { name type { name } } } }",
       R"({"__type":{"kind":"INPUT_OBJECT","isOneOf":true,)"
       R"("inputFields":[{"name":"color","type":{"name":"Color"}}]}})"},
      {"{ __type(name: \"Filter\") { inputFields(includeDeprecated: true) { name isDeprecated "
       "deprecationReason } } }",
       R"({"__type":{"inputFields":[{"name":"color","isDeprecated":false,)"
       R"("deprecationReason":null},{"name":"url","isDeprecated":true,)"
       R"("deprecationReason":"gone"}]}})"},
      {"{ __type(name: \"Color\") { some: enumValues { name } all: enumValues(includeDeprecated: "
       "true) { name deprecationReason } } }",
       R"({"__type":{"some":[{"name":"RED"}],"all":[{"name":"RED","deprecationReason":null},)"
       R"({"name":"BLUE","deprecationReason":"No longer supported"}]}})"},
      {"{ __type(name: \"Query\") { fields { some: args { name } all: args(includeDeprecated: "
       "true) { name defaultValue } } } }",
       R"({"__type":{"fields":[{"some":[{"name":"by"}],"all":[{"name":"by",)"
       R"("defaultValue":null},{"name":"was","defaultValue":"1"}]}]}})"},
      // [[Color!]]!
      {"{ __type(name: \"Note\") { fields { type { kind ofType { kind name ofType { kind ofType { "
       "kind ofType { name } } } } } } } }",
       R"({"__type":{"fields":[{"type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR",)"
       R"("name":"ID","ofType":null}}},{"type":{"kind":"NON_NULL","ofType":{"kind":"LIST",)"
       R"("name":null,"ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL",)"
       R"("ofType":{"name":"Color"}}}}}}]}})"},
      {"{ __schema { directives { name } } }",
       R"({"__schema":{"directives":[{"name":"include"},{"name":"skip"},{"name":"deprecated"},)"
       R"({"name":"specifiedBy"},{"name":"oneOf"}]}})"},
      {"{ __type(name: \"__Schema\") { fields { args { name type { kind ofType { name } } "
       "defaultValue } } } }",
       R"({"__type":{"fields":[{"args":[]},{"args":[]},{"args":[]},{"args":[]},{"args":[]},)"
       R"({"args":[{"name":"includeDeprecated","type":{"kind":"NON_NULL",)"
       R"("ofType":{"name":"Boolean"}},"defaultValue":"false"}]}]}})"},
  };
  for (const question& one : questions) EXPECT_EQ(answer(one.document), one.answer);
}

TEST_F(introspection, answers_deprecated_directives_when_told) {
  const std::string all = answer(
      "{ __schema { directives(includeDeprecated: true) { name isRepeatable locations isDeprecated "
      "deprecationReason some: args { name } all: args(includeDeprecated: true) { name } } } }");
  EXPECT_NE(all.find(R"({"name":"mark","isRepeatable":true,"locations":["FIELD","QUERY"],)"
                     R"("isDeprecated":true,"deprecationReason":"use another","some":[],)"
                     R"("all":[{"name":"as"}]})"),
            std::string::npos)
      << all;
}

TEST_F(introspection, takes_variables) {
  const std::string document =
      "query ($name: String!, $all: Boolean = false, $no: Boolean!) { __type(name: $name) { name "
      "enumValues(includeDeprecated: $all) { name description @skip(if: $no) } } }";
  EXPECT_EQ(answer(document, R"({"name": "Color", "no": true})"),
            R"({"__type":{"name":"Color","enumValues":[{"name":"RED"}]}})");
  EXPECT_EQ(answer(document, R"({"name": "Color", "all": true, "no": true})"),
            R"({"__type":{"name":"Color","enumValues":[{"name":"RED"},{"name":"BLUE"}]}})");
  EXPECT_EQ(answer(document, R"({"name": "Color", "no": false})"),
            R"({"__type":{"name":"Color","enumValues":[{"name":"RED","description":null}]}})");
  EXPECT_EQ(answer(document, R"({"name": "Note", "no": true})"),
            R"({"__type":{"name":"Note","enumValues":null}})");
  EXPECT_EQ(answer(document, R"({"name": "", "no": true})"), R"({"__type":null})");
  EXPECT_NE(answer(document, R"({"name": null, "no": true})").find("$name"), std::string::npos);
  EXPECT_NE(
      answer(document, R"({"name": "Color", "all": null, "no": true})").find("includeDeprecated"),
      std::string::npos);
}

TEST_F(introspection, refuses_an_answer_of_one_byte_more_than_the_limit) {
  const std::string document =
      "{ __schema { queryType { name } } b: __type(name: \"Url\") { name } }";
  const std::size_t exact =
      std::string_view(R"({"queryType":{"name":"Query"}}{"name":"Url"})").size();
  preparer at_the_limit(schema_, {.introspection_bytes = exact});
  EXPECT_TRUE(at_the_limit.prepare({.document = document}));
  preparer below(schema_, {.introspection_bytes = exact - 1});
  const auto refused = below.prepare({.document = document});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1U);
  EXPECT_EQ(refused.error()[0].code, error_code::graphql_validation_failed);
  EXPECT_EQ(refused.error()[0].locations, (std::vector<source_location>{{1, 35}}));
  EXPECT_NE(refused.error()[0].message.find("max_introspection_bytes"), std::string::npos);
}

TEST_F(introspection, of_everything_is_json_within_the_limits_of_any_request) {
  const std::string whole = introspect(*schema_);
  EXPECT_TRUE(whole.starts_with(R"({"data":{"__schema":{"description":null,"queryType")"));
  const auto read = json::read(whole);
  ASSERT_TRUE(read);
  EXPECT_EQ(json::to_text(*read), whole);
  EXPECT_EQ(introspect(*every_kind()), whole);
}

TEST_F(introspection, is_refused_with_its_places_where_it_is_off) {
  preparer closed(schema_, {}, {.introspection = validation::introspection::refused});
  const auto refused = closed.prepare(
      {.document = "{ a: __schema { queryType { name } } ...b }\n"
                   "fragment b on Query { __type(name: \"Note\") { name } __typename }"});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 2U);
  EXPECT_EQ(refused.error()[0].message,
            "introspection is off on this server: \"__schema\" is not answered");
  EXPECT_EQ(refused.error()[0].code, error_code::graphql_validation_failed);
  EXPECT_EQ(refused.error()[0].locations, (std::vector<source_location>{{1, 3}}));
  EXPECT_EQ(refused.error()[1].locations, (std::vector<source_location>{{2, 23}}));
  EXPECT_TRUE(closed.prepare({.document = "{ __typename a: __typename }"}));
}

TEST_F(introspection, is_not_for_mutations) {
  preparer served(fraiseql::testing::wide_schema(), {});
  EXPECT_TRUE(served.prepare({.document = "{ __schema { types { name } } }"}));
  EXPECT_FALSE(served.prepare({.document = "mutation { __schema { types { name } } }"}));
  EXPECT_FALSE(served.prepare({.document = "{ notes { __schema { types { name } } } }"}));
}

}  // namespace
}  // namespace fraiseql::execution
