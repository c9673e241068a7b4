// Filters from start to reload: a declared relation that is misspelt, a column that comes while the
// server serves, and patterns that production does not take.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/suite.hpp"
#include "server/development_database.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

TEST(filters, are_not_served_on_a_relation_that_is_misspelt) {
  const sdl_quickstart_project project;
  std::string schema = project.read("schema.graphql");
  const std::string note = "type Note {";
  project.write("schema.graphql", schema.replace(schema.find(note), note.size(),
                                                 "type Note @relation(name: \"tv_nte\") {"));
  const auto process = project.run({"serve", "--port", "0"});
  EXPECT_EQ(process->wait(), 1) << process->output();
  expect_says(process->error_output(),
              "the relation tv_nte does not exist; did you mean \"tv_note\"?");
}

// The documents lose what the column has, so that only the column can answer.
TEST(filters, use_a_column_that_a_saved_file_adds_and_fills) {
  const sdl_notes_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  constexpr const char* asked =
      "{ one: notes(where: {title: {eq: \"Alpha\"}}) { identifier } "
      "two: notes(where: {title: {startsWith: \"B\"}}) { identifier } "
      "rest: notes(where: {title: {notIn: [\"Alpha\", \"Beta\", \"Gamma\"]}}) { identifier } "
      "last: notes(where: {identifier: {neq: \"delta\"}}, orderBy: [{title: DESC}], limit: 1) "
      "{ identifier } }";
  constexpr const char* answer =
      R"({"data":{"one":[{"identifier":"alpha"}],"two":[{"identifier":"beta"}],)"
      R"("rest":[{"identifier":"delta"}],"last":[{"identifier":"gamma"}]}})";
  EXPECT_EQ(server.ask(asked), answer);
  project.write("db/10_title.sql",
                "ALTER TABLE tv_note ADD COLUMN title text;\n"
                "UPDATE tv_note SET title = data->>'title', data = data - 'title';\n");
  std::string last;
  EXPECT_TRUE(eventually([&] {
    return has_text(server.process().output(), "applied ./db/10_title.sql") &&
           (last = server.ask(asked)) == answer;
  })) << last;
  EXPECT_EQ(ask_database(project.conninfo("postgres"),
                         "select count(*) from tv_note where data ? 'title'"),
            "0");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(filters, take_no_regular_expression_in_production_unless_it_is_said) {
  const private_cluster cluster;
  const sdl_quickstart_project project;
  for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
    cluster.run(project.read(file));
  }
  cluster.run("GRANT SELECT ON tv_note TO " +
              std::string(server::development_database::serving_role));
  const environment with = {{"DATABASE_URL", cluster.serving()}};
  const std::string asked[] = {R"({ notes(where: {title: {regex: "^H.*d$"}}) { title } })",
                               R"({ notes(where: {NOT: {title: {iRegex: "^x"}}}) { title } })"};
  constexpr const char* hello = R"({"data":{"notes":[{"title":"Hello, world"}]}})";
  {
    const quickstart_server server(project, {"--profile", "production"}, with);
    ASSERT_TRUE(server.serves());
    ASSERT_TRUE(server.becomes_ready());
    for (const std::string& one : asked) {
      const std::string refused = server.ask(one);
      expect_says(refused, "is switched off by the setting \\\"regex_filters\\\"");
      expect_says(refused, R"("code":"BAD_USER_INPUT")");
      EXPECT_FALSE(has_text(refused, "Hello")) << refused;
    }
    EXPECT_EQ(server.ask(R"({ notes(where: {title: {like: "H%d"}}) { title } })"), hello);
    EXPECT_EQ(server.end(SIGTERM), 0);
  }
  const quickstart_server server(project, {"--profile", "production", "--regex-filters=true"},
                                 with);
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  for (const std::string& one : asked) EXPECT_EQ(server.ask(one), hello) << one;
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
