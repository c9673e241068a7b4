// `serve` and `explain` of the program fraiseql: which schema they take, and what they refuse
// before anything is started.
#include "cli/program.hpp"

namespace fraiseql::testing {
namespace {

constexpr std::string_view bound_schema =
    "type Query {\n  note: Note @findOne\n}\n\ntype Note {\n  id: ID!\n  title: String!\n}\n";

void expect_nothing_started(const text_project& project) {
  EXPECT_FALSE(std::filesystem::exists(project.path() / ".fraiseql"));
}

TEST(serve, needs_a_schema_file) {
  const text_project project;
  for (const char* command : {"serve", "explain"}) {
    const ended refused = project.run({command});
    EXPECT_EQ(refused.status, 2);
    expect_says(refused.errors, "there is no schema.graphql in this directory");
    expect_says(refused.errors, "--schema FILE");
  }
  project.write("schema.graphql", bound_schema);
  const ended misspelt = project.run({"serve", "--schema", "shema.graphql"});
  EXPECT_EQ(misspelt.status, 2);
  expect_says(misspelt.errors, "did you mean \"schema.graphql\"?");
  expect_nothing_started(project);
}

TEST(serve, does_not_read_standard_input) {
  const text_project project;
  project.write("schema.graphql", bound_schema);
  const ended refused = project.run({"serve", "--schema", "-"}, project.path() / "schema.graphql");
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "serve needs a file");
  expect_nothing_started(project);
}

TEST(serve, says_what_is_wrong_with_the_schema_as_schema_check_does) {
  const text_project project;
  project.write("schema.graphql",
                "type Query {\n  note: Note @findOn\n}\n\ntype Note {\n  id: ID!\n}\n");
  for (const char* command : {"serve", "explain"}) {
    const ended refused = project.run({command});
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.output, "");
    expect_says(refused.errors, "schema.graphql:2:14: unknown directive \"@findOn\"");
    expect_says(refused.errors, "\n  2 |   note: Note @findOn\n    |              ^\n");
  }
  expect_nothing_started(project);
}

TEST(serve, takes_the_settings_beside_the_schema) {
  const text_project project;
  project.write("inside/schema.graphql", bound_schema);
  project.write("inside/fraiseql.toml", "prot = 1\n");
  const ended refused = project.run({"serve", "--schema", "inside/schema.graphql"});
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "inside/fraiseql.toml:1");
}

TEST(serve, has_the_settings_as_flags) {
  const text_project project;
  const ended help = project.run({"serve", "--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* flag : {"--schema", "--watch", "--fresh", "--apply-sql", "--port"}) {
    expect_says(help.output, flag);
  }
  const ended refused = project.run({"serve", "--wach"});
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "did you mean \"--watch\"?");
}

TEST(explain, shows_a_request_to_a_schema_file) {
  const text_project project;
  project.write("schema.graphql", bound_schema);
  const ended wrong = project.run({"explain", "{ nota { title } }"});
  EXPECT_EQ(wrong.status, 1);
  expect_says(wrong.errors, "did you mean \"note\"?");
  const ended good =
      project.run({"explain", "{ note(id: \"7f2c0c5e-9d3b-4a80-8a52-1f0d3c9a7b11\") { title } }"});
  EXPECT_EQ(good.status, 0) << good.errors;
  expect_says(good.output, "tv_note");
  const ended from_input = project.run({"explain", "--schema", "-", "{ __typename }"},
                                       project.path() / "schema.graphql");
  EXPECT_EQ(from_input.status, 0) << from_input.errors;
}

TEST(explain, is_one_object_for_programs) {
  const text_project project;
  project.write("schema.graphql", bound_schema);
  const ended explained = project.run({"explain", "--format", "json", "{ __typename }"});
  EXPECT_EQ(explained.status, 0) << explained.errors;
  EXPECT_EQ(
      explained.output,
      "{\"document\":\"{\\n  __typename\\n}\\n\",\"operation\":\"query\\n  __typename\\n\","
      "\"plan\":\"query\\n__typename: constant\\n\",\"statements\":[],"
      "\"shape\":\"__typename: JSON from the "
      "row\\n\",\"answer\":{\"data\":{\"__typename\":\"Query\"}},"
      "\"indexes\":\"not looked at: there is no database\\nset database_url, or serve the project "
      "meanwhile\\n\"}\n");
}

TEST(explain, refuses_flags_that_it_does_not_know) {
  const text_project project;
  project.write("schema.graphql", bound_schema);
  for (const auto& [flag, meant] :
       {std::pair{"--analyse", "--analyze"}, {"--plans", "--plan"}, {"--formt", "--format"}}) {
    const ended refused = project.run({"explain", "{ __typename }", flag});
    EXPECT_EQ(refused.status, 2) << flag;
    expect_says(refused.errors, std::string("did you mean \"") + meant + "\"?");
  }
}

}  // namespace
}  // namespace fraiseql::testing
