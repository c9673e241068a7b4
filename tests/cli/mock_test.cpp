// `mock`: the program as a server of example data.
#include <signal.h>

#include "cli/program.hpp"
#include "json/read.hpp"
#include "support/http_client.hpp"

namespace fraiseql::testing {
namespace {

constexpr std::string_view mocked_schema =
    "scalar DateTime\n"
    "type Query { search(text: String!): Int events: [Event!]! }\n"
    "type Event { id: ID! at: DateTime! next(steps: Int!): Int }\n";

// The program in a project whose schema.graphql is `mocked_schema`.
class mock_server {
 public:
  explicit mock_server(const text_project& project, std::vector<std::string> more = {}) {
    project.write("schema.graphql", mocked_schema);
    std::vector<std::string> all = {"mock", "--schema", "schema.graphql", "--port", "0"};
    all.insert(all.end(), more.begin(), more.end());
    process_ = project.start(all, "/dev/null");
    constexpr std::string_view before = "serving http://127.0.0.1:";
    if (!process_->says("try: ")) return;
    const std::string said = process_->output();
    port_ = static_cast<std::uint16_t>(std::stoi(said.substr(said.find(before) + before.size())));
  }

  [[nodiscard]] child_process& process() const { return *process_; }
  [[nodiscard]] http_response get(const std::string& target) const {
    return exchange(port_, {.method = "GET", .target = target, .headers = {}});
  }
  [[nodiscard]] http_response post(std::string body) const {
    return exchange(port_, {.body = std::move(body)});
  }

 private:
  std::unique_ptr<child_process> process_;
  std::uint16_t port_ = 0;
};

TEST(mock, serves_realistic_data) {
  const text_project project;
  const mock_server server(project);
  const http_response answered = server.post(R"({"query":"{ events { id at } }"})");
  EXPECT_EQ(answered.status, 200);
  EXPECT_EQ(answered.body, R"({"data":{"events":[{"id":"id","at":"2026-01-02T03:04:05Z"},)"
                           R"({"id":"id","at":"2026-01-02T03:04:05Z"}]}})");
  EXPECT_EQ(server.get("/live").status, 200);
  EXPECT_EQ(server.get("/ready").status, 200);
  EXPECT_EQ(server.get("/").status, 404);
  EXPECT_EQ(server.get("/graphql").status, 400);
  expect_says(server.get("/graphql?query={events{id}}").body, R"({"data":{"events":[{"id":)");
  EXPECT_EQ(server.post("{").status, 400);
  expect_says(server.post(R"({"query":"{ evnts { id } }"})").body, "did you mean");
  expect_says(server.post(R"({"query":"{ __schema { queryType { name } } }"})").body,
              R"({"data":{"__schema":{"queryType":{"name":"Query"}}}})");
}

TEST(mock, obeys_its_settings) {
  const text_project project;
  const mock_server server(project, {"--max-depth", "1"});
  const http_response refused = server.post(R"({"query":"{ events { id } }"})");
  EXPECT_EQ(refused.status, 400);
  expect_says(refused.body, "max_depth");
}

TEST(mock, prints_a_line_to_try) {
  const text_project project;
  const mock_server server(project);
  const std::string said = server.process().output();
  expect_says(said, R"({"query":"{ events { id at } }"})");
  child_process shell({.command = {"sh", "-c", said.substr(said.find("curl "))}});
  EXPECT_EQ(shell.wait(), 0);
  EXPECT_TRUE(shell.output().starts_with(R"({"data":{"events":[{"id":"id")")) << shell.output();
}

TEST(mock, ends_well_by_a_signal) {
  for (const int number : {SIGTERM, SIGINT}) {
    const text_project project;
    const mock_server server(project);
    EXPECT_EQ(server.get("/ready").status, 200);
    server.process().signal(number);
    EXPECT_EQ(server.process().wait(), 0) << server.process().error_output();
  }
}

TEST(mock, refuses_a_schema_that_is_none_as_schema_check_does) {
  const text_project project;
  project.write("s.graphql", "type Query { a: Nope }\n");
  const ended refused = project.run({"mock", "--schema", "s.graphql"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(refused.errors, project.run({"schema", "check", "--schema", "s.graphql"}).output);
  EXPECT_EQ(refused.output, "");
}

TEST(mock, refuses_settings_that_it_does_not_obey) {
  const text_project project;
  project.write("s.graphql", mocked_schema);
  for (const char* flag : {"--database-url", "--workers", "--profile", "--hot-connections"}) {
    const ended refused = project.run({"mock", "--schema", "s.graphql", flag, "1"});
    EXPECT_EQ(refused.status, 2);
    expect_says(refused.errors, "unknown argument \"" + std::string(flag) + "\"");
  }
  const ended port = project.run({"mock", "--schema", "s.graphql", "--port", "65536"});
  EXPECT_EQ(port.status, 2);
  expect_says(port.errors, "\"port\"");
}

}  // namespace
}  // namespace fraiseql::testing
