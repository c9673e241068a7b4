// The program as its own command line: the schema and explain as golden files, help,
// version, and the curl line that the server prints.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <sstream>

#include "end_to_end/explain_support.hpp"
#include "end_to_end/suite.hpp"
#include "support/internal_keys.hpp"

namespace fraiseql::testing {
namespace {

ended run(const arguments& given, const environment& more = {}) {
  const quickstart_project project;
  const auto process = project.run(given, more);
  const int status = process->wait().value_or(-1);
  expect_no_internal_key(process->error_output(), "standard error");
  return {status, process->output(), process->error_output()};
}

std::string golden(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FRAISEQL_SOURCE_DIR "/tests/end_to_end/" + name).rdbuf();
  return text.str();
}

TEST(command_line, prints_the_schema_without_a_database) {
  const ended printed = run({"schema", "print"}, {{"DATABASE_URL", "postgres://127.0.0.1:1/x"}});
  EXPECT_EQ(printed.status, 0) << printed.errors;
  EXPECT_EQ(printed.output, golden("quickstart.graphql"));
}

TEST(command_line, prints_the_schema_sorted_and_as_introspection_answers) {
  const ended sorted = run({"schema", "print", "--sort"});
  EXPECT_EQ(sorted.status, 0) << sorted.errors;
  EXPECT_TRUE(sorted.output.starts_with("input CreateNote {\n  body: String\n")) << sorted.output;
  const ended introspected = run({"schema", "introspect"});
  EXPECT_EQ(introspected.status, 0) << introspected.errors;
  EXPECT_TRUE(introspected.output.starts_with(R"({"data":{"__schema":{)")) << introspected.output;
}

TEST(command_line, explains_a_request_at_every_stage) {
  const ended explained =
      run({"explain",
           "query($title: String!) { notes(where: {title: {eq: $title}}, orderBy: [{body: DESC}], "
           "limit: 3) { id t: title } note(identifier: \"a\") { __typename body } }",
           "--variables", "{\"title\":\"x\"}"});
  EXPECT_EQ(explained.status, 0) << explained.errors;
  EXPECT_EQ(explained.output, golden("explain.txt"));
}

TEST(command_line, explains_a_mutation) {
  const ended explained =
      run({"explain", "mutation { createNote(input: {title: \"x\"}) { id title } }"});
  EXPECT_EQ(explained.status, 0) << explained.errors;
  EXPECT_EQ(explained.output, golden("explain_mutation.txt"));
}

TEST(command_line, explains_a_request_as_one_object) {
  const ended explained = run({"explain", "--format", "json", "--variables", "{\"title\":\"x\"}",
                               "query($title: String!) { notes(where: {title: {contains: $title}}) "
                               "{ t: title } note(identifier: \"a\") { body } }"});
  EXPECT_EQ(explained.status, 0) << explained.errors;
  EXPECT_EQ(explained.output, golden("explain.json"));
  auto expected = documented_members();
  expected.erase("postgresql");
  EXPECT_EQ(names_in(read_object(explained.output)), expected);
}

TEST(command_line, explains_as_text_or_as_json_alone) {
  const ended text = run({"explain", "{ __typename }", "--format", "text"});
  EXPECT_EQ(text.status, 0) << text.errors;
  EXPECT_TRUE(text.output.starts_with("# document\n")) << text.output;
  const ended other = run({"explain", "{ __typename }", "--format", "yaml"});
  EXPECT_EQ(other.status, 2);
  EXPECT_EQ(other.output, "");
  expect_says(other.errors, "--format must be text or json, not \"yaml\"");
  const ended files = run({"explain", "{ __typename }", "--format", "json", "--output", "made"});
  EXPECT_EQ(files.status, 2);
  expect_says(files.errors, "--format json prints one object, so --output has no effect");
}

TEST(command_line, asks_for_no_plan_without_a_database) {
  for (const char* flag : {"--plan", "--analyze"}) {
    const ended alone = run({"explain", "{ notes { id } }", flag});
    EXPECT_EQ(alone.status, 1) << flag;
    EXPECT_EQ(alone.output, "");
    expect_says(alone.errors,
                "error: PostgreSQL cannot be asked for its plans: there is no database\n"
                "hint: set database_url, or serve the project meanwhile\n");
    const ended gone = run({"explain", "{ notes { id } }", flag, "--format", "json"},
                           {{"DATABASE_URL", "host=127.0.0.1 port=1"}});
    EXPECT_EQ(gone.status, 1) << flag;
    EXPECT_EQ(gone.output, "");
    expect_says(gone.errors, "the database cannot be looked at: ");
  }
}

TEST(command_line, writes_every_stage_to_a_directory) {
  const quickstart_project project;
  const std::string directory = "made/by/explain";
  const auto written =
      project.run({"explain", "{ note(identifier: \"a\") { title } }", "--output", directory});
  EXPECT_EQ(written->wait(), 0) << written->error_output();
  EXPECT_EQ(written->output(), "");
  EXPECT_EQ(project.read(directory + "/answer.json"),
            "{\"data\":{\"note\":{\"title\":\"str\"}}}\n");
  expect_says(project.read(directory + "/statements.sql"),
              "-- note\n--   $1 = \"a\" as text\nSELECT ");
  for (const char* name :
       {"document.graphql", "operation.txt", "plan.txt", "shape.txt", "indexes.txt"}) {
    EXPECT_NE(project.read(directory + "/" + name), "") << name;
  }
  project.write("file", "");
  const auto refused = project.run({"explain", "{ __typename }", "--output", "file"});
  EXPECT_EQ(refused->wait(), 2);
  expect_says(refused->error_output(), "file");
}

TEST(command_line, explains_a_document_from_a_file) {
  const quickstart_project project;
  project.write("two.graphql", "query a { __typename }\nquery b { notes { id } }\n");
  const auto chosen = project.run({"explain", "--document", "two.graphql", "--operation", "b"});
  EXPECT_EQ(chosen->wait(), 0) << chosen->error_output();
  expect_says(chosen->output(), "tv_note");
  const auto missing = project.run({"explain", "--document", "three.graphql"});
  EXPECT_NE(missing->wait(), 0);
  expect_says(missing->error_output(), "three.graphql");
}

TEST(command_line, refuses_to_explain_what_is_wrong) {
  const ended unknown = run({"explain", "{ nots { id } }"});
  EXPECT_NE(unknown.status, 0);
  expect_says(unknown.errors, "did you mean \"notes\"");
  expect_says(unknown.errors, "1:3");
  const ended nothing = run({"explain"});
  EXPECT_NE(nothing.status, 0);
  expect_says(nothing.errors, "--document");
  const ended variables = run({"explain", "{ __typename }", "--variables", "{"});
  EXPECT_NE(variables.status, 0);
  expect_says(variables.errors, "JSON");
}

TEST(command_line, explains_within_the_limit_on_json_nesting) {
  const arguments asked = {"explain", "query($x: String) { __typename }", "--variables",
                           R"({"x":[]})"};
  arguments enough = asked;
  enough.insert(enough.end(), {"--max-json-depth", "2"});
  EXPECT_FALSE(has_text(run(enough).errors, "deeper")) << run(enough).errors;
  arguments short_of_it = asked;
  short_of_it.insert(short_of_it.end(), {"--max-json-depth", "1"});
  const ended refused = run(short_of_it);
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "--variables: the JSON nests deeper than 1 levels");
}

TEST(command_line, refuses_a_flag_of_serve_before_another_command) {
  const arguments commands[] = {{"schema", "print"}, {"explain", "{ __typename }"}};
  const arguments flags[] = {{"--port", "9"}, {"--fresh"}, {"--apply-sql"}, {"--reuse-port"}};
  for (const arguments& command : commands) {
    for (const arguments& flag : flags) {
      arguments given = flag;
      given.insert(given.end(), command.begin(), command.end());
      const ended refused = run(given);
      EXPECT_EQ(refused.status, 2) << refused.output;
      expect_says(refused.errors, flag[0] + " belongs to serve; it has no effect on " + command[0]);
    }
  }
}

TEST(command_line, refuses_a_flag_of_serve_behind_another_command) {
  for (const arguments& given :
       {arguments{"explain", "{ __typename }", "--port", "7"}, arguments{"explain", "--port", "7"},
        arguments{"explain", "{ __typename }", "--port=7"},
        arguments{"schema", "print", "--port", "7"}, arguments{"schema", "--port", "7", "print"}}) {
    const ended refused = run(given);
    EXPECT_EQ(refused.status, 2) << refused.output;
    expect_says(refused.errors, "--port belongs to serve; it has no effect on " + given[0]);
  }
}

// It reads no body.
TEST(command_line, explains_without_a_limit_of_bodies) {
  const ended refused = run({"explain", "{ __typename }", "--max-body-bytes", "300"});
  EXPECT_EQ(refused.status, 2) << refused.output;
  expect_says(refused.errors, "--max-body-bytes belongs to serve; it has no effect on explain");
}

TEST(command_line, says_what_explain_shows) {
  const ended help = run({"explain", "--help"});
  for (const char* part : {"document", "operation", "plan", "SQL", "response shape", "example",
                           "indexes", "PostgreSQL's plans", "implies --plan", "--max-depth"}) {
    expect_says(help.output, part);
  }
  EXPECT_EQ(help.output.find("--max-body-bytes"), std::string::npos) << help.output;
}

TEST(command_line, refuses_a_flag_before_the_command_that_has_it) {
  const ended explained = run({"--max-depth", "3", "explain", "{ __typename }"});
  EXPECT_EQ(explained.status, 2) << explained.output;
  expect_says(explained.errors, "--max-depth stands before explain");
  expect_says(explained.errors, "explain --max-depth");
  const ended served = run({"--port", "0", "serve"});
  EXPECT_EQ(served.status, 2) << served.output;
  expect_says(served.errors, "--port stands before serve");
}

TEST(command_line, helps) {
  const ended help = run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* part : {"serve", "schema", "explain", "--fresh", "--port", "--version"}) {
    expect_says(help.output, part);
  }
  for (const char* command : {"serve", "schema", "explain", "install"}) {
    const ended of_command = run({command, "--help"});
    EXPECT_EQ(of_command.status, 0) << command;
    expect_says(of_command.output, command);
  }
}

TEST(command_line, tells_its_version) {
  const ended version = run({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.output, "fraiseql 0.1.0\n");
}

TEST(command_line, starts_nothing_when_an_argument_is_wrong) {
  const quickstart_project project;
  const auto process = project.run({"--nope"});
  EXPECT_NE(process->wait().value_or(0), 0);
  EXPECT_FALSE(std::filesystem::exists(project.path() / ".fraiseql"));
}

// Without "serve", as ./dev run and the README have it.
TEST(command_line, serves_by_default_and_prints_a_curl_line_that_works) {
  const quickstart_project project;
  const auto server = project.run({}, {{"PORT", "0"}});
  ASSERT_TRUE(server->says("try: curl")) << server->output() << server->error_output();
  ASSERT_TRUE(eventually([&] { return server->output().ends_with('\n'); }));
  const std::string output = server->output();
  const std::size_t at = output.find("curl ");
  const std::string line = output.substr(at, output.find('\n', at) - at);
  child_process shell({.command = {"sh", "-c", line}});
  EXPECT_EQ(shell.wait(), 0) << line << shell.error_output();
  EXPECT_TRUE(shell.output().starts_with(R"({"data":{"notes":[{"id":")")) << shell.output();
  EXPECT_TRUE(has_text(shell.output(),
                       R"("identifier":"hello-world","title":"Hello, world","body":"Written by )"
                       R"(fn_create_note, read from tv_note."}]}})"))
      << shell.output();
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
}

}  // namespace
}  // namespace fraiseql::testing
