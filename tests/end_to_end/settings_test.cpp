// Settings: where each comes from, what is refused, and what is printed of them.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

// No database is asked for: a server that waits for one prints its settings all the same.
constexpr const char* nowhere = "postgres://someone:s3cret@127.0.0.1:1/shop?sslpassword=s3cret2";

// What `serve` prints, ended as soon as it serves.
std::string printed(const quickstart_project& project, arguments given, environment more = {}) {
  more.emplace("DATABASE_URL", nowhere);
  const quickstart_server server(project, std::move(given), more);
  EXPECT_EQ(server.end(SIGTERM), 0);
  return server.process().output();
}

std::string line_of(const std::string& text, const std::string& setting) {
  const std::size_t at = text.find(setting + ' ');
  return at == std::string::npos ? "no " + setting : text.substr(at, text.find('\n', at) - at);
}

// Standard error of a start that the settings must prevent.
std::string settings_refusal(const quickstart_project& project, arguments given,
                             environment more = {}) {
  more.emplace("DATABASE_URL", nowhere);
  const auto process = project.run(given, more);
  const auto status = process->wait(std::chrono::seconds(30));
  EXPECT_TRUE(status.has_value()) << process->output();
  EXPECT_NE(status, 0);
  return process->error_output();
}

TEST(settings, a_file_is_below_the_environment_and_that_below_a_flag) {
  const quickstart_project project;
  expect_says(line_of(printed(project, {}), "max_depth"), "15");

  project.write("fraiseql.toml", "max_depth = 11\nmax_tokens = 101\nmax_aliases = 7\n");
  const std::string file = printed(project, {});
  expect_says(line_of(file, "max_depth"), "11");
  expect_says(line_of(file, "max_depth"), "fraiseql.toml");

  const environment more = {{"FRAISEQL_MAX_DEPTH", "12"}, {"FRAISEQL_MAX_TOKENS", "102"}};
  const std::string all = printed(project, {"--max-depth", "13"}, more);
  expect_says(line_of(all, "max_depth"), "13");
  expect_says(line_of(all, "max_tokens"), "102");
  expect_says(line_of(all, "max_tokens"), "FRAISEQL_MAX_TOKENS");
  expect_says(line_of(all, "max_aliases"), "7");
  expect_says(line_of(all, "max_root_fields"), "20");
}

TEST(settings, an_unknown_key_of_the_file_is_refused_with_its_line_and_a_suggestion) {
  const quickstart_project project;
  project.write("fraiseql.toml", "host = \"127.0.0.1\"\nprot = 8080\n");
  const std::string text = settings_refusal(project, {});
  expect_says(text, "\"prot\"");
  expect_says(text, "fraiseql.toml:2");
  expect_says(text, "did you mean \"port\"");
}

TEST(settings, a_file_that_is_not_toml_is_refused_with_its_line) {
  const quickstart_project project;
  project.write("fraiseql.toml", "host = \"127.0.0.1\"\nport = = 1\n");
  expect_says(settings_refusal(project, {}), "fraiseql.toml:2");
}

TEST(settings, an_unknown_variable_is_refused_with_a_suggestion) {
  const quickstart_project project;
  const std::string text = settings_refusal(project, {}, {{"FRAISEQL_MAX_DEPHT", "3"}});
  expect_says(text, "\"FRAISEQL_MAX_DEPHT\"");
  expect_says(text, "did you mean \"FRAISEQL_MAX_DEPTH\"");
}

TEST(settings, an_unknown_flag_is_refused_with_a_suggestion) {
  const quickstart_project project;
  const std::string text = settings_refusal(project, {"--prot", "1"});
  expect_says(text, "\"--prot\"");
  expect_says(text, "did you mean \"--port\"");
  expect_says(settings_refusal(project, {"serv"}), "did you mean \"serve\"");
}

TEST(settings, a_wrong_value_is_refused_wherever_it_comes_from) {
  const quickstart_project project;
  expect_says(settings_refusal(project, {"--port", ""}), "port");
  for (const char* port : {"-1", "65536", "x", "80 "}) {
    expect_says(settings_refusal(project, {"--port", port}), "port");
    expect_says(settings_refusal(project, {}, {{"PORT", port}}), "PORT");
  }
  expect_says(settings_refusal(project, {"--port", "0"}, {{"FRAISEQL_PROFILE", "prod"}}),
              "production");
  expect_says(settings_refusal(project, {"--port", "0", "--log-level", "loud"}), "warning");
  expect_says(settings_refusal(project, {"--port", "0", "--reuse-port=maybe"}), "reuse_port");
  expect_says(settings_refusal(project, {"--port", "0", "--max-depth", "-3"}), "max_depth");
  project.write("fraiseql.toml", "port = \"x\"\n");
  expect_says(settings_refusal(project, {}), "fraiseql.toml:1");
}

TEST(settings, every_one_is_printed_and_no_secret) {
  const quickstart_project project;
  const std::string text = printed(project, {});
  for (const char* name : {"host", "port", "database_url", "profile", "sql_directory", "log_level",
                           "max_body_bytes", "drain_timeout_ms"}) {
    EXPECT_FALSE(line_of(text, name).starts_with("no ")) << name << " in " << text;
  }
  EXPECT_FALSE(has_text(text, "s3cret")) << text;
  expect_says(line_of(text, "database_url"), "someone");
  expect_says(line_of(text, "database_url"), "shop");
  expect_says(line_of(text, "profile"), "production");
}

TEST(settings, no_secret_of_a_keyword_connection_string_is_printed) {
  const quickstart_project project;
  const std::string text = printed(
      project, {}, {{"DATABASE_URL", "host=127.0.0.1 port=1 user=someone password='s3 cret'"}});
  EXPECT_FALSE(has_text(text, "cret'")) << text;
  EXPECT_FALSE(has_text(text, "s3")) << text;
}

TEST(settings, a_profile_can_be_chosen) {
  const quickstart_project project;
  expect_says(line_of(printed(project, {"--profile", "development"}), "profile"), "development");
}

TEST(settings, production_keeps_the_schema_to_itself_unless_it_is_said) {
  const notes_project project;
  const char* const asked = "{ __schema { queryType { name } } }";
  const char* const misspelt = "{ nots { id } }";
  {
    const quickstart_server server(project, {"--profile", "production"});
    const http_response refused = server.graphql(asked);
    EXPECT_EQ(refused.status, 400);
    expect_says(refused.body, "GRAPHQL_VALIDATION_FAILED");
    expect_says(refused.body, "introspection is off on this server");
    EXPECT_EQ(server.graphql("{ __typename }").status, 200);
    EXPECT_FALSE(has_text(server.graphql(misspelt).body, "did you mean"));
  }
  const quickstart_server server(project,
                                 {"--profile", "production", "--introspection", "--suggestions"});
  EXPECT_EQ(server.graphql(asked).status, 200);
  expect_says(server.graphql(misspelt).body, "did you mean");
}

TEST(settings, host_and_port_come_from_the_usual_variables) {
  const quickstart_project project;
  const environment more = {{"HOST", "127.0.0.2"}, {"PORT", "0"}, {"DATABASE_URL", nowhere}};
  const auto process = project.run({}, more);
  EXPECT_TRUE(process->says("serving http://127.0.0.2:")) << process->output();
}

TEST(settings, the_log_level_has_an_effect) {
  const quickstart_project project;
  const quickstart_server server(project, {"--log-level", "error"}, {{"DATABASE_URL", nowhere}});
  EXPECT_EQ(server.get("/live").status, 200);
  EXPECT_FALSE(has_text(server.process().error_output(), "\"level\":\"info\""));
}

}  // namespace
}  // namespace fraiseql::testing
