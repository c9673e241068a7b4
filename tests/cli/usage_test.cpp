// What the program says when it is asked for help, or asked wrongly.
#include "cli/program.hpp"

namespace fraiseql::testing {
namespace {

TEST(usage, tells_its_version) {
  const ended told = text_project().run({"--version"});
  EXPECT_EQ(told.status, 0);
  EXPECT_EQ(told.output, "fraiseql 0.1.0\n");
}

TEST(usage, helps_with_every_command) {
  const std::vector<std::string> commands[] = {{"validate"},
                                               {"schema", "check"},
                                               {"schema", "print"},
                                               {"schema", "introspect"},
                                               {"schema", "directives"},
                                               {"schema", "diff"},
                                               {"format"},
                                               {"execute"},
                                               {"mock"},
                                               {"init"},
                                               {"install"}};
  const text_project project;
  expect_says(project.run({"--help"}).output, "validate");
  for (auto command : commands) {
    std::string example = "Example:\n  fraiseql";
    for (const std::string& word : command) example += ' ' + word;
    command.push_back("--help");
    const ended helped = project.run(command);
    EXPECT_EQ(helped.status, 0);
    expect_says(helped.output, example);
  }
}

struct wrong_call {
  std::vector<std::string> arguments;
  std::string said;
};

TEST(usage, says_what_is_wrong_with_a_call) {
  const wrong_call calls[] = {
      {{},
       "a command is needed: serve, explain, validate, execute, mock, schema, format, init, "
       "install or persist"},
      {{"validat"}, "unknown argument \"validat\"; did you mean \"validate\"?"},
      {{"schema"}, "schema needs a command: check, print, introspect, directives or diff"},
      {{"schema", "chek"}, "unknown argument \"chek\"; did you mean \"check\"?"},
      {{"validate", "--shema", "s"}, "unknown argument \"--shema\"; did you mean \"--schema\"?"},
      {{"validate"}, "validate needs --schema"},
      {{"validate", "--schema", "s"}, "validate needs --document"},
      {{"validate", "--schema"}, "--schema"},
      {{"validate", "--schema", "s", "--schema", "t", "--document", "d"}, "--schema"},
      {{"execute", "--mock"}, "execute needs --schema"},
      {{"execute", "--mock", "--schema", "s"}, "execute needs --document"},
      {{"execute", "--mock", "--rule", "r"}, "unknown argument \"--rule\""},
      {{"mock"}, "mock needs --schema"},
      {{"mock", "--schema", "s", "--prot", "1"}, "did you mean \"--port\"?"},
      {{"schema", "print"}, "schema print needs --schema"},
      {{"schema", "print", "--json"}, "unknown argument \"--json\""},
      {{"schema", "diff", "old"}, "schema diff needs NEW"},
      {{"schema", "diff", "a", "b", "c"}, "unknown argument \"c\""},
      {{"format"}, "format needs --document"},
      {{"init"}, "init needs DIR"},
      {{"init", ""}, "init needs DIR"},
      {{"init", "a", "b"}, "unknown argument \"b\""},
      {{"init", "--cp", "a"}, "unknown argument \"--cp\"; did you mean \"--cpp\"?"},
      {{"install"}, "install needs a database_url; the embedded database has its tables by itself"},
      {{"install", "--serving-role", "public"}, "--serving-role public would be everybody"},
      {{"install", "--serving-rol", "a"}, "did you mean \"--serving-role\"?"},
      {{"install", "a"}, "unknown argument \"a\""},
      {{"format", "--document", "missing.graphql"}, "cannot read missing.graphql"},
  };
  const text_project project;
  for (const wrong_call& call : calls) {
    SCOPED_TRACE(call.said);
    const ended refused = project.run(call.arguments);
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.output, "");
    expect_says(refused.errors, call.said);
  }
}

TEST(usage, notices_that_nobody_takes_its_output) {
  const text_project project;
  project.write("q.graphql", "{ a }");
  const child_options options{
      .command = {"sh", "-c",
                  FRAISEQL_BINARY_DIR "/bin/fraiseql format --document q.graphql "
                                      ">/dev/full"},
      .directory = project.path()};
  child_process child(options);
  EXPECT_EQ(child.wait(), 2);
  expect_says(child.error_output(), "cannot write to standard output");
}

}  // namespace
}  // namespace fraiseql::testing
