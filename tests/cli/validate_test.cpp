// `fraiseql validate`, from the outside.
#include "cli/program.hpp"

namespace fraiseql::testing {
namespace {

const std::vector<std::string> command = {"validate", "--schema", "s.graphql", "--document",
                                          "q.graphql"};

ended validate(std::string_view document, const std::vector<std::string>& more = {},
               std::string_view schema = notes_schema) {
  const text_project project;
  project.write("s.graphql", schema);
  project.write("q.graphql", document);
  auto arguments = command;
  arguments.insert(arguments.end(), more.begin(), more.end());
  return project.run(arguments);
}

TEST(validate, says_nothing_of_what_is_valid) {
  const ended valid = validate("query($id: ID!) { note(id: $id) { id title } }");
  EXPECT_EQ(valid.status, 0);
  EXPECT_EQ(valid.output + valid.errors, "");
}

TEST(validate, points_at_every_place_of_an_error) {
  const ended invalid =
      validate("{\r\n\tnote(id: \"日本\") { id }\r\n  note(id: \"x\") { id }\r\n}");
  EXPECT_EQ(invalid.status, 1);
  EXPECT_EQ(invalid.errors, "");
  EXPECT_EQ(invalid.output,
            "q.graphql:2:2: fields \"note\" conflict: they have different arguments; use "
            "different aliases to select both\n"
            "  2 | \tnote(id: \"日本\") { id }\n"
            "    | \t^\n"
            "q.graphql:3:3: see here, too\n"
            "  3 |   note(id: \"x\") { id }\n"
            "    |   ^\n");
}

TEST(validate, gives_the_verdict_as_json) {
  const ended valid = validate("{ __typename }", {"--json"});
  EXPECT_EQ(valid.status, 0);
  EXPECT_EQ(valid.output, "{\"valid\":true,\"errors\":[]}\n");
  const ended invalid = validate("{ note }", {"--json", "--rule", "ScalarLeafs"});
  EXPECT_EQ(invalid.status, 1);
  expect_says(invalid.output, "{\"valid\":false,\"errors\":[{\"message\":\"");
  expect_says(invalid.output, "\",\"locations\":[{\"line\":1,\"column\":3}]}]}\n");
}

TEST(validate, names_the_schema_where_that_is_wrong) {
  const ended in_text = validate("{ a }", {}, "type Query { a: Nope }");
  EXPECT_EQ(in_text.status, 1);
  expect_says(in_text.output, "s.graphql:1:17: unknown type \"Nope\"");
  const ended as_json = validate("{ a }", {"--json"}, "type Query { a: Nope }");
  EXPECT_EQ(as_json.status, 1);
  expect_says(as_json.output, "\"locations\":[{\"line\":1,\"column\":17}],\"in\":\"schema\"}]}");
}

TEST(validate, points_at_a_syntax_error) {
  const ended invalid = validate("{ note(id: ) }");
  EXPECT_EQ(invalid.status, 1);
  expect_says(invalid.output, "q.graphql:1:12: ");
}

TEST(validate, survives_text_that_is_not_utf8) {
  const ended invalid = validate("{ a # \xFF\x1B[2J\n}");
  EXPECT_EQ(invalid.status, 1);
  expect_says(invalid.output, "q.graphql:1:7: ");
  EXPECT_EQ(invalid.output.find('\x1B'), std::string::npos);
}

TEST(validate, applies_one_rule_alone) {
  EXPECT_EQ(validate("{ note }", {"--rule", "KnownFragmentNames"}).status, 0);
  EXPECT_EQ(validate("{ note }", {"--rule", "ScalarLeafs"}).status, 1);
  EXPECT_EQ(validate("{ note }", {"--rule", "ScalarLeafsRule"}).status, 1);
  const ended unknown = validate("{ note }", {"--rule", "ScalarLeaf"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.output, "");
  expect_says(unknown.errors, "unknown rule \"ScalarLeaf\"; did you mean \"ScalarLeafs\"?");
}

TEST(validate, applies_the_limits_of_a_server_when_asked) {
  std::string deep = "{ note(id: 1) { id } }";
  for (int i = 0; i < 15; ++i) deep.insert(deep.find("id }"), "next { "), deep += " }";
  EXPECT_EQ(validate(deep).status, 0);
  const ended refused = validate(deep, {"--limits"});
  EXPECT_EQ(refused.status, 1);
  expect_says(refused.output, "max_depth");
  std::string long_text = "{";
  for (int i = 0; i < 10'001; ++i) long_text += " __typename";
  EXPECT_EQ(validate(long_text + " }").status, 0);
  expect_says(validate(long_text + " }", {"--limits"}).output, "10000");
}

TEST(validate, applies_the_limits_whatever_the_variables) {
  const std::string asked =
      "query($id: ID!, $if: Boolean!) { note(id: $id) { id @include(if: $if) } }";
  const ended valid = validate(asked, {"--limits"});
  EXPECT_EQ(valid.status, 0) << valid.output;
  std::string many = "query($id: ID!) {";
  for (int i = 0; i < 21; ++i) many += " n" + std::to_string(i) + ": note(id: $id) { id }";
  const ended refused = validate(many + " }", {"--limits"});
  EXPECT_EQ(refused.status, 1);
  expect_says(refused.output, "max_root_fields");
}

TEST(validate, applies_the_limits_to_every_kind_of_operation) {
  const std::string_view schema =
      "type Query { a: Int } type Mutation { b: Int } type Subscription { c: Int }";
  const ended valid =
      validate("query A { a } mutation B { b } subscription C { c }", {"--limits"}, schema);
  EXPECT_EQ(valid.status, 0) << valid.output;
}

TEST(validate, stays_within_its_stack_at_the_bound_of_nesting) {
  std::string deep = "{ note(id: 1) ";
  for (int i = 0; i < 990; ++i) deep += "{ next ";
  deep += "{ id }" + std::string(990, '}') + "}";
  EXPECT_EQ(validate(deep).status, 0);
  const ended refused = validate("{ note(id: 1) " + std::string(1'000'000, '{'));
  EXPECT_EQ(refused.status, 1);
  const ended deeper =
      validate("{ a(b: " + std::string(1'001, '[') + std::string(1'001, ']') + ") }");
  EXPECT_EQ(deeper.status, 1);
  expect_says(deeper.output, "1000");
}

TEST(validate, reads_standard_input_once) {
  const text_project project;
  project.write("s.graphql", notes_schema);
  project.write("q.graphql", "{ note }");
  const ended read = project.run({"validate", "--schema", "s.graphql", "--document", "-"},
                                 project.path() / "q.graphql");
  EXPECT_EQ(read.status, 1);
  expect_says(read.output, "stdin:1:3: ");
  const ended twice = project.run({"validate", "--schema", "-", "--document", "-"});
  EXPECT_EQ(twice.status, 2);
  expect_says(twice.errors, "standard input can be read once only");
}

TEST(validate, names_the_file_that_may_be_meant) {
  const text_project project;
  project.write("s.graphql", notes_schema);
  const ended missing =
      project.run({"validate", "--schema", "s.grahpql", "--document", "q.graphql"});
  EXPECT_EQ(missing.status, 2);
  expect_says(missing.errors, "cannot read s.grahpql: No such file or directory");
  expect_says(missing.errors, "did you mean \"s.graphql\"?");
  const ended directory = project.run({"validate", "--schema", ".", "--document", "q.graphql"});
  EXPECT_EQ(directory.status, 2);
  expect_says(directory.errors, "cannot read .: Is a directory");
}

}  // namespace
}  // namespace fraiseql::testing
