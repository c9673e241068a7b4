// `execute --mock`: responses with the constants, from files and from lines.
#include <algorithm>

#include "cli/program.hpp"

namespace fraiseql::testing {
namespace {

constexpr std::string_view example_document =
    "query one($id: ID!) { note(id: $id) { id title next { title } } }\n"
    "query other { __typename }\n";

struct example_project : text_project {
  example_project() {
    write("s.graphql", notes_schema);
    write("q.graphql", example_document);
  }
  [[nodiscard]] ended execute(std::vector<std::string> more) const {
    std::vector<std::string> all = {"execute",   "--mock",     "--schema",
                                    "s.graphql", "--document", "q.graphql"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  }
};

TEST(execute, prints_a_response_with_constants) {
  const ended all =
      example_project().execute({"--operation", "one", "--variables", R"({"id": 7})"});
  EXPECT_EQ(all.status, 0) << all.errors;
  EXPECT_EQ(all.output, R"({"data":{"note":{"id":"id","title":"str","next":{"title":"str"}}}})"
                        "\n");
}

TEST(execute, prints_request_errors_as_a_response) {
  const example_project project;
  const ended none = project.execute({});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.errors, "");
  EXPECT_TRUE(none.output.starts_with(R"({"errors":[{"message":"the document has several)"))
      << none.output;
  for (const char* wrong : {"[]", "1", R"({"id":null})", "{}"}) {
    const ended refused = project.execute({"--operation", "one", "--variables", wrong});
    EXPECT_EQ(refused.status, 1) << wrong;
    EXPECT_TRUE(refused.output.starts_with(R"({"errors":[)")) << refused.output;
  }
  project.write("q.graphql", "{ note(id: 1) { id } \xFF");
  const ended bytes = project.execute({});
  EXPECT_EQ(bytes.status, 1);
  EXPECT_EQ(bytes.output.find('\xFF'), std::string::npos) << bytes.output;
}

TEST(execute, refuses_a_schema_that_is_none_and_arguments_that_are_no_text) {
  const example_project project;
  const ended variables = project.execute({"--variables", "{id: 1}"});
  EXPECT_EQ(variables.status, 2);
  expect_says(variables.errors, "--variables: ");
  const ended name = project.execute({"--operation", "\xFF"});
  EXPECT_EQ(name.status, 2);
  expect_says(name.errors, "--operation is not valid UTF-8");
  project.write("s.graphql", "type Query { a: Nope }");
  const ended schema = project.execute({});
  EXPECT_EQ(schema.status, 1);
  EXPECT_EQ(schema.output, "");
  expect_says(schema.errors, "s.graphql:1:17: unknown type \"Nope\"");
}

TEST(execute, applies_limits_when_asked) {
  const example_project project;
  std::string wide = "{";
  for (int i = 0; i < 21; ++i) wide += " n" + std::to_string(i) + ": note(id: 1) { id }";
  project.write("q.graphql", wide + " }");
  EXPECT_EQ(project.execute({}).status, 0);
  const ended limited = project.execute({"--limits"});
  EXPECT_EQ(limited.status, 1);
  expect_says(limited.output, "max_root_fields");
}

TEST(execute, answers_with_rows_where_the_schema_is_bound) {
  const example_project project;
  project.write("s.graphql",
                "type Query { notes: [Note!]! @find pages: NoteConnection! @find }\n"
                "type Note { id: ID! at: DateTime! }\n");
  project.write("q.graphql", "{ notes { id at } pages { totalCount edges { node { id } } } }");
  const ended all = project.execute({});
  EXPECT_EQ(all.status, 0) << all.errors;
  const std::string note = R"({"id":"id","at":"2026-01-02T03:04:05Z"})";
  EXPECT_EQ(all.output, R"({"data":{"notes":[)" + note + "," + note +
                            R"(],"pages":{"totalCount":2,"edges":[{"node":{"id":"id"}},)"
                            R"({"node":{"id":"id"}}]}}})"
                            "\n");
}

TEST(execute, says_that_it_has_no_database) {
  const ended refused =
      example_project().run({"execute", "--schema", "s.graphql", "--document", "q.graphql"});
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "execute needs --mock");
  expect_says(refused.errors, "serve");
}

TEST(execute, answers_lines) {
  const text_project project;
  project.write(
      "lines",
      R"({"id":1,"schema":"type Query { a(n: Int): [Int] }","document":"query x { b: a } query y($n: Int) { a(n: $n) }","operation":"y","variables":{"n":3}})"
      "\n"
      R"({"id":2,"schema":"type Query { a(n: Int): [Int] }","document":"{ a }","variables":null,"operation":null})"
      "\n"
      R"({"id":3,"schema":"type Query { a: Int }","document":"{ b }"})"
      "\n"
      R"({"id":4,"schema":"type Query { a: Nope }","document":"{ a }"})"
      "\n"
      R"({"id":5,"schema":"type Query { a: Int }","document":"{ a }","variables":"{}"})"
      "\n"
      R"({"id":6,"schema":"type Query { a: Int }"})"
      "\n");
  const ended all = project.run({"execute", "--mock", "--jsonl"}, project.path() / "lines");
  EXPECT_EQ(all.status, 1);
  EXPECT_EQ(std::ranges::count(all.output, '\n'), 6);
  expect_says(all.output,
              "{\"id\":1,\"result\":{\"data\":{\"a\":[2,2]}}}\n"
              "{\"id\":2,\"result\":{\"data\":{\"a\":[2,2]}}}\n"
              "{\"id\":3,\"result\":{\"errors\":[{\"message\":\"unknown field");
  expect_says(all.output,
              "{\"id\":4,\"result\":{\"valid\":false,\"errors\":[{\"message\":\"unknown type "
              "\\\"Nope\\\"\",\"locations\":[{\"line\":1,\"column\":17}],\"in\":\"schema\"}]}}\n"
              "{\"id\":5,\"result\":{\"errors\":[{\"message\":\"variables must be an object");
  expect_says(all.output,
              "{\"id\":6,\"valid\":false,\"errors\":[{\"message\":\"the line has no member "
              "\\\"document\\\"\",\"locations\":[]}]}\n");
}

TEST(execute, takes_everything_from_its_lines) {
  const ended both = text_project().run({"execute", "--mock", "--jsonl", "--operation", "x"});
  EXPECT_EQ(both.status, 2);
  expect_says(both.errors, "--operation has no effect");
}

}  // namespace
}  // namespace fraiseql::testing
