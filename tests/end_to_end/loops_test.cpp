// Several event loops in one process: all of them answer, and one process is what clients, the
// database and whoever stops it see.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>

#include "end_to_end/held_writes.hpp"
#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

constexpr const char* look_up = "{ note(identifier: \"hello-world\") { title } }";
constexpr const char* looked_up = R"({"data":{"note":{"title":"Hello, world"}}})";
constexpr const char* all_notes = "{ notes { title } }";
constexpr const char* noted = R"({"data":{"notes":[{"title":"Hello, world"}]}})";

// The quickstart with a relation whose rows take their time.
struct slow_project : sdl_quickstart_project {
  slow_project() {
    write("db/05_slow.sql",
          "CREATE OR REPLACE VIEW tv_slow AS SELECT id, identifier, data, updated_at FROM tv_note "
          "WHERE pg_sleep(60) IS NOT NULL;");
    write("schema.graphql",
          schema_with("slows: [Slow!]! @find") + "\ntype Slow {\n  id: ID!\n  title: String!\n}\n");
  }

  [[nodiscard]] std::string schema_with(const std::string& field) const {
    std::string text = read("schema.graphql");
    const std::string type = "type Query {\n";
    return text.insert(text.find(type) + type.size(), "  " + field + "\n");
  }
  [[nodiscard]] std::string sleeping() const {
    return ask_database(conninfo("postgres"),
                        "select count(*) from pg_stat_activity where state = 'active' and "
                        "wait_event = 'PgSleep'");
  }
};

http_request slow_request() { return graphql_request("{ slows { title } }"); }

// A client that has connected and says nothing.
class loops_client {
 public:
  explicit loops_client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~loops_client() { close(socket_); }
  loops_client(const loops_client&) = delete;
  loops_client& operator=(const loops_client&) = delete;

 private:
  int socket_;
};

class loops : public ::testing::TestWithParam<int> {};

TEST_P(loops, all_answer) {
  const std::string count = std::to_string(GetParam());
  const sdl_quickstart_project project;
  const quickstart_server server(project, {"--loops", count, "--hot-connections", count});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> clients;
  for (int client = 0; client < 6; ++client) {
    clients.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        if (server.ask(look_up) != looked_up) ++wrong;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(wrong, 0);
  // Each loop has looked up something over the one connection that it has for it.
  EXPECT_EQ(ask_database(project.conninfo("postgres"),
                         "select count(*) from pg_stat_activity where application_name = "
                         "'fraiseql' and query like '%tv_note%' and pid <> pg_backend_pid()"),
            count);
  EXPECT_EQ(server.ask(all_notes), noted);
  EXPECT_EQ(server.ask(create_note, R"({"title":"New"})"),
            R"({"data":{"createNote":{"title":"New"}}})");
  EXPECT_EQ(server.end(SIGTERM), 0) << server.process().error_output();
}

INSTANTIATE_TEST_SUITE_P(numbers, loops, ::testing::Values(1, 2, 3),
                         ::testing::PrintToStringParamName());

TEST(several_loops, answer_all_that_they_have_accepted_before_they_end) {
  struct misbehaving_project : sdl_notes_project {
    misbehaving_project() { add_sql("behaviours.sql", "02b_behaviours.sql"); }
  };
  const misbehaving_project project;
  const quickstart_server server(project, {"--loops", "2"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  held_writes held(project.conninfo("postgres"));
  std::vector<std::unique_ptr<http_exchange>> under_way;
  for (int i = 0; i < 4; ++i) {
    under_way.push_back(std::make_unique<http_exchange>(
        server.port(),
        graphql_request("mutation { createNote(input: {title: \"slow\"}) { id } }")));
  }
  // One after the other, so that they end at different times.
  ASSERT_TRUE(eventually([&] { return held.waiting() == "4"; }));
  server.process().signal(SIGTERM);
  held.let_go();
  for (const auto& one : under_way) EXPECT_EQ(one->receive().status, 200);
  EXPECT_EQ(server.process().wait(), 0) << server.process().error_output();
  EXPECT_EQ(project.postmaster(), 0);
}

TEST(several_loops, lend_each_other_connections_for_lists) {
  const slow_project project;
  const quickstart_server server(project, {"--loops", "2", "--cold-connections", "2"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  const http_exchange slow(server.port(), slow_request());
  ASSERT_TRUE(eventually([&] { return project.sleeping() == "1"; }));
  for (int i = 0; i < 6; ++i) EXPECT_EQ(server.ask(all_notes), noted);
  EXPECT_EQ(project.sleeping(), "1");
}

TEST(several_loops, cancel_what_is_lent_when_its_client_leaves) {
  const slow_project project;
  const quickstart_server server(project, {"--loops", "2", "--cold-connections", "2"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  std::vector<std::unique_ptr<loops_client>> others;
  for (int i = 0; i < 4; ++i) others.push_back(std::make_unique<loops_client>(server.port()));
  {
    // Connections go to the loops in turn, so that these two are of one.
    const http_exchange own(server.port(), slow_request());
    others.push_back(std::make_unique<loops_client>(server.port()));
    const http_exchange lent(server.port(), slow_request());
    ASSERT_TRUE(eventually([&] { return project.sleeping() == "2"; }));
  }
  EXPECT_TRUE(eventually([&] { return project.sleeping() == "0"; }));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(server.ask(all_notes), noted);
  others.clear();
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(several_loops, leave_a_port_to_the_program_that_has_it) {
  const sdl_quickstart_project project;
  const quickstart_server server(project, {"--loops", "2"});
  ASSERT_TRUE(server.serves());
  const sdl_quickstart_project another;
  const auto refused =
      another.run({"serve", "--loops", "2", "--port", std::to_string(server.port())},
                  {{"DATABASE_URL", "postgres://127.0.0.1:1/nowhere"}});
  EXPECT_EQ(refused->wait(), 1);
  expect_says(refused->error_output(), "the port is taken");
}

TEST(several_loops, all_take_over_a_saved_schema) {
  const slow_project project;
  const quickstart_server server(project, {"--loops", "2", "--watch"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  project.write("schema.graphql", project.schema_with("more: [Note!]! @find"));
  ASSERT_TRUE(server.process().says("reloaded schema.graphql"));
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(server.ask("{ more { title } }"), R"({"data":{"more":[{"title":"Hello, world"}]}})");
  }
  project.write("schema.graphql", "type Query {");
  ASSERT_TRUE(server.process().says("schema.graphql was not reloaded"));
  for (int i = 0; i < 4; ++i) expect_says(server.ask("{ nots { id } }"), "RELOAD_FAILED");
}

TEST(several_loops, need_a_connection_each) {
  const sdl_quickstart_project project;
  const auto refused =
      project.run({"serve", "--port", "0", "--loops", "3", "--cold-connections", "2"});
  EXPECT_EQ(refused->wait(), 1);
  expect_says(refused->error_output(),
              "the setting \"cold_connections\" is 2, and each of 3 loops needs a connection");
}

class connections_of_a_process : public ::testing::Test {
 protected:
  connections_of_a_process() {
    for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
      cluster_.run(project_.read(file));
    }
  }
  [[nodiscard]] environment url() const {
    return {{"DATABASE_URL", cluster_.owner()}, {"FRAISEQL_PROFILE", "development"}};
  }

  sdl_quickstart_project project_ = {};
  private_cluster cluster_ = private_cluster({"max_connections=10"});
};

TEST_F(connections_of_a_process, are_refused_where_the_database_does_not_allow_as_many) {
  const auto refused = project_.run({"serve", "--port", "0", "--hot-connections", "2",
                                     "--cold-connections", "2", "--mutation-connections", "4"},
                                    url());
  EXPECT_EQ(refused->wait(), 1);
  expect_says(refused->error_output(),
              "the connections to PostgreSQL, hot 2, cold 2, mutation 4: 8, are more than the 7 "
              "that it allows (max_connections 10, 3 reserved)");
  expect_says(refused->error_output(), "hot_connections, cold_connections, mutation_connections");
}

TEST_F(connections_of_a_process, may_be_as_many_as_the_database_allows) {
  const quickstart_server server(project_,
                                 {"--loops", "2", "--hot-connections", "2", "--cold-connections",
                                  "2", "--mutation-connections", "3"},
                                 url());
  ASSERT_TRUE(server.serves());
  expect_says(server.process().output(),
              "connections to PostgreSQL: hot 2, cold 2, mutation 3: 7 of max_connections 10, 3 "
              "reserved; 2 loops");
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(all_notes), noted);
}

TEST_F(connections_of_a_process, are_fewer_by_themselves_where_the_database_is_small) {
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  expect_says(server.process().output(), "hot 1, cold 1, mutation 1: 3 of max_connections 10");
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(all_notes), noted);
}

TEST_F(connections_of_a_process, are_within_the_limit_of_the_role) {
  cluster_.run("ALTER ROLE current_user CONNECTION LIMIT 4");
  const auto refused = project_.run({"serve", "--port", "0", "--cold-connections", "3"}, url());
  EXPECT_EQ(refused->wait(), 1);
  expect_says(refused->error_output(), "more than the 4 that it allows");
  expect_says(refused->error_output(), "4 for the role");
}

TEST_F(connections_of_a_process, are_counted_once_a_database_that_was_away_is_there) {
  cluster_.stop();
  const quickstart_server server(
      project_,
      {"--hot-connections", "2", "--cold-connections", "2", "--mutation-connections", "4"}, url());
  ASSERT_TRUE(server.serves());
  cluster_.start();
  EXPECT_TRUE(eventually([&] {
    return has_text(server.get("/ready").body, "are more than the 7 that it allows");
  })) << server.process().error_output();
  EXPECT_EQ(server.get("/ready").status, 503);
}

}  // namespace
}  // namespace fraiseql::testing
