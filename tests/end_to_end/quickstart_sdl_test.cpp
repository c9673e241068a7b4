// The quickstart twice: as a program in C++, and as a schema with directives that the ready-made
// program serves. What they print is the same to the byte; what they answer is in
// cases_test.cpp.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <set>

#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

namespace fs = std::filesystem;

// What the program prints, which ends well. Nothing, with the test failed, where it does not.
std::string output_of(const quickstart_project& project, const arguments& given) {
  const auto process = project.run(given);
  EXPECT_EQ(process->wait(), 0) << process->error_output();
  EXPECT_NE(process->output(), "");
  return process->output();
}

TEST(both_quickstarts, have_the_same_schema) {
  const quickstart_project in_cpp;
  const sdl_quickstart_project in_sdl;
  const arguments commands[] = {{"schema", "print"},
                                {"schema", "print", "--sort"},
                                {"schema", "introspect"},
                                {"schema", "print", "--with-directives"},
                                {"schema", "print", "--with-directives", "--sort"}};
  for (const arguments& command : commands) {
    arguments with_file = command;
    with_file.insert(with_file.end(), {"--schema", "schema.graphql"});
    EXPECT_EQ(output_of(in_sdl, with_file), output_of(in_cpp, command)) << command.back();
  }
}

TEST(both_quickstarts, say_their_binding_as_the_example_has_it) {
  const quickstart_project in_cpp;
  const sdl_quickstart_project in_sdl;
  EXPECT_EQ(output_of(in_cpp, {"schema", "print", "--with-directives"}),
            in_sdl.read("schema.graphql"));
}

TEST(both_quickstarts, explain_a_request_alike) {
  const quickstart_project in_cpp;
  const sdl_quickstart_project in_sdl;
  const char* const requests[] = {
      "{ notes(where: {title: {eq: \"a\"}}, orderBy: [{body: DESC}], limit: 3) { id title } }",
      "{ note(identifier: \"a\") { __typename body } }",
      "mutation { createNote(input: {title: \"x\", body: null}) { id } }"};
  for (const char* request : requests) {
    EXPECT_EQ(output_of(in_sdl, {"explain", request}), output_of(in_cpp, {"explain", request}));
  }
}

TEST(both_quickstarts, have_the_same_files_of_sql) {
  const quickstart_project in_cpp;
  const sdl_quickstart_project in_sdl;
  std::set<std::string> names;
  for (const fs::path& directory : {in_cpp.path() / "db", in_sdl.path() / "db"}) {
    for (const auto& file : fs::directory_iterator(directory)) {
      names.insert("db/" + file.path().filename().string());
    }
  }
  EXPECT_GE(names.size(), 3U);
  for (const std::string& name : names) {
    EXPECT_NE(in_cpp.read(name), "") << name;
    EXPECT_EQ(in_sdl.read(name), in_cpp.read(name)) << name;
  }
}

// All that the server tells of its schema, which tools ask for.
constexpr const char* whole_schema = R"({ __schema { description
  queryType { name } mutationType { name } subscriptionType { name }
  types { kind name description specifiedByURL isOneOf
    fields(includeDeprecated: true) { name description isDeprecated deprecationReason
      args(includeDeprecated: true) { name description defaultValue type { ...use } }
      type { ...use } }
    inputFields(includeDeprecated: true) { name description defaultValue type { ...use } }
    interfaces { name } possibleTypes { name }
    enumValues(includeDeprecated: true) { name description isDeprecated } }
  directives { name description locations isRepeatable args { name defaultValue } } } }
fragment use on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
)";

TEST(both_quickstarts, answer_to_a_newcomer_alike) {
  const quickstart_project in_cpp;
  const sdl_quickstart_project in_sdl;
  const quickstart_server cpp_server(in_cpp);
  const quickstart_server sdl_server(in_sdl);
  ASSERT_TRUE(cpp_server.serves() && sdl_server.serves());
  const char* const requests[] = {
      whole_schema,
      "mutation { createNote(input: {title: \"By both\"}) { identifier title body } }",
      "mutation { createNote(input: {title: null}) { id } }",
      "mutation { createNote(input: {titel: \"x\"}) { id } }",
      "{ notes(orderBy: [{title: ASC}]) { identifier title body __typename } }",
      "{ notes(limit: 1001) { id } }",
      "{ notes(where: {id: {eq: \"no uuid\"}}) { id } }",
      "{ note { id } }",
      "{ nots { id } }",
      "{"};
  for (const char* request : requests) {
    const http_response expected = cpp_server.graphql(request);
    const http_response answered = sdl_server.graphql(request);
    EXPECT_EQ(answered.status, expected.status) << request;
    EXPECT_EQ(answered.body, expected.body) << request;
  }
  EXPECT_EQ(sdl_server.end(SIGTERM), 0);
  EXPECT_EQ(cpp_server.end(SIGTERM), 0);
}

TEST(directives, are_printed_for_editors) {
  const sdl_quickstart_project project;
  const std::string definitions = output_of(project, {"schema", "directives"});
  for (const char* directive :
       {"find(", "findOne(", "call(", "relation(", "stored(", "column(", "discriminator("}) {
    EXPECT_TRUE(has_text(definitions, "directive @" + std::string(directive))) << directive;
  }
}

}  // namespace
}  // namespace fraiseql::testing
