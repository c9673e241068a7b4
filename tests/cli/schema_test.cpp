// `fraiseql schema ...` and `fraiseql format`, from the outside.
#include "cli/program.hpp"
#include "json/read.hpp"

namespace fraiseql::testing {
namespace {

TEST(schema_commands, print_with_extensions_merged_and_sorted) {
  const text_project project;
  project.write("s.graphql", "type Query { b: Int }\nextend type Query { a: Int }\nscalar A");
  const ended declared = project.run({"schema", "print", "--schema", "s.graphql"});
  EXPECT_EQ(declared.status, 0) << declared.errors;
  EXPECT_EQ(declared.output, "type Query {\n  b: Int\n  a: Int\n}\n\nscalar A\n");
  const ended sorted = project.run({"schema", "print", "--sort", "--schema", "s.graphql"});
  EXPECT_EQ(sorted.output, "scalar A\n\ntype Query {\n  a: Int\n  b: Int\n}\n");
}

TEST(schema_commands, introspect_as_tools_ask) {
  const text_project project;
  project.write("s.graphql", notes_schema);
  const ended shown = project.run({"schema", "introspect", "--schema", "s.graphql"});
  EXPECT_EQ(shown.status, 0);
  const auto read = json::read(shown.output);
  ASSERT_TRUE(read.ok());
  ASSERT_NE(read->find("data"), nullptr);
  EXPECT_NE(read->find("data")->find("__schema"), nullptr);
}

TEST(schema_commands, find_the_schema_of_the_directory) {
  const text_project project;
  project.write("schema.graphql", "type Query { a: Int }");
  project.write("q", "{ a }");
  EXPECT_EQ(project.run({"schema", "print"}).output, "type Query {\n  a: Int\n}\n");
  EXPECT_EQ(project.run({"schema", "check"}).status, 0);
  EXPECT_EQ(project.run({"validate", "--document", "q"}).status, 0);
  EXPECT_EQ(project.run({"execute", "--mock", "--document", "q"}).output, "{\"data\":{\"a\":2}}\n");
  project.write("s", "type Query { b: Int }");
  EXPECT_EQ(project.run({"schema", "print", "--schema", "s"}).output,
            "type Query {\n  b: Int\n}\n");
}

TEST(schema_commands, print_the_directives_and_a_schema_with_them) {
  const text_project project;
  project.write("schema.graphql", "type Note { id: ID! }\ntype Query { notes: [Note!]! @find }");
  const ended printed = project.run({"schema", "print", "--with-directives"});
  EXPECT_EQ(printed.output,
            "type Query {\n  notes: [Note!]! @find\n}\n\ntype Note {\n  id: ID!\n}\n");
  const ended definitions = project.run({"schema", "directives"});
  EXPECT_EQ(definitions.status, 0);
  expect_says(definitions.output, "directive @findOne(");
  project.write("plain", "type Query { a: Int }");
  const ended refused = project.run({"schema", "print", "--with-directives", "--schema", "plain"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(refused.output, "");
  expect_says(refused.errors, "\"Query.a\" is bound to no database");
}

TEST(schema_commands, check_a_schema) {
  const text_project project;
  project.write("good", notes_schema);
  project.write("bad", "type Query {\n  a: Int\n  b: Nope }");
  const ended good = project.run({"schema", "check", "--schema", "good"});
  EXPECT_EQ(good.status, 0);
  EXPECT_EQ(good.output + good.errors, "");
  const ended bad = project.run({"schema", "check", "--schema", "bad"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.output, "bad:3:6: unknown type \"Nope\"\n  3 |   b: Nope }\n    |      ^\n");
  const ended as_json = project.run({"schema", "check", "--json", "--schema", "bad"});
  EXPECT_EQ(as_json.output,
            "{\"valid\":false,\"errors\":[{\"message\":\"unknown type \\\"Nope\\\"\",\"locations\":"
            "[{\"line\":3,\"column\":6}]}]}\n");
}

TEST(schema_commands, keep_errors_out_of_their_product) {
  const text_project project;
  project.write("bad", "type Query { a: Nope }");
  const std::vector<std::string> commands[] = {{"schema", "print", "--schema", "bad"},
                                               {"schema", "introspect", "--schema", "bad"},
                                               {"schema", "diff", "bad", "bad"}};
  for (const auto& command : commands) {
    const ended refused = project.run(command);
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.output, "");
    expect_says(refused.errors, "bad:1:17: unknown type \"Nope\"");
  }
}

TEST(schema_commands, list_breaking_and_dangerous_changes) {
  const text_project project;
  project.write("old", "type Query { a: Int b: E d: Int }\nenum E { A }");
  project.write("new", "type Query { b: E d: Int }\nenum E { A B }");
  project.write("newer", "type Query { a: Int b: E c: Int d: Int }\nenum E { A }");
  const ended breaking = project.run({"schema", "diff", "old", "new"});
  EXPECT_EQ(breaking.status, 1) << breaking.errors;
  expect_says(breaking.output, "breaking: FIELD_REMOVED Query.a: ");
  expect_says(breaking.output, "dangerous: VALUE_ADDED_TO_ENUM E.B: ");
  const ended as_json = project.run({"schema", "diff", "old", "new", "--json"});
  EXPECT_EQ(as_json.status, 1);
  expect_says(as_json.output,
              "{\"changes\":[{\"severity\":\"breaking\",\"kind\":\"FIELD_REMOVED\","
              "\"coordinate\":\"Query.a\",\"message\":\"");
  const ended none = project.run({"schema", "diff", "old", "newer"});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.output, "");
  EXPECT_EQ(project.run({"schema", "diff", "old", "newer", "--json"}).output, "{\"changes\":[]}\n");
}

TEST(format, prints_the_canonical_form) {
  const text_project project;
  project.write("q.graphql", "query Q($a:Int=1){b(c:$a)# gone\n}");
  project.write("s.graphql", "extend   type A@b{c:Int}");
  EXPECT_EQ(project.run({"format", "--document", "q.graphql"}).output,
            "query Q($a: Int = 1) {\n  b(c: $a)\n}\n");
  EXPECT_EQ(project.run({"format", "--document", "-"}, project.path() / "s.graphql").output,
            "extend type A @b {\n  c: Int\n}\n");
}

TEST(format, points_at_what_it_cannot_read) {
  const text_project project;
  project.write("q.graphql", "{ a");
  const ended refused = project.run({"format", "--document", "q.graphql"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(refused.output, "");
  expect_says(refused.errors, "q.graphql:1:4: ");
}

}  // namespace
}  // namespace fraiseql::testing
