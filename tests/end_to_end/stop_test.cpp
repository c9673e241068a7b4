// How the program ends: what was accepted is answered, PostgreSQL goes with it, and what
// was written is there at the next start, even after SIGKILL.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/held_writes.hpp"
#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

struct misbehaving_project : notes_project {
  misbehaving_project() { add_sql("behaviours.sql", "02b_behaviours.sql"); }
};

// A Ctrl-C of the terminal reaches every process of the group.
class stop : public ::testing::TestWithParam<int> {
 protected:
  static void end(const child_process& process) {
    GetParam() == SIGINT ? process.signal_group(SIGINT) : process.signal(GetParam());
  }
};

TEST_P(stop, answers_what_was_accepted_and_ends_well) {
  const misbehaving_project project;
  const quickstart_server server(project, {}, {}, process_group::own);
  ASSERT_TRUE(server.serves());
  const pid_t postmaster = project.postmaster();
  ASSERT_GT(postmaster, 0);

  held_writes held(project.conninfo("postgres"));
  http_exchange slow(server.port(), graphql_request(create_note, R"({"title":"slow"})"));
  ASSERT_TRUE(eventually([&] { return held.waiting() == "1"; }));
  end(server.process());
  EXPECT_TRUE(server.process().says("\"stopping\""));
  held.let_go();
  const http_response response = slow.receive();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"data":{"createNote":{"title":"slow"}}})");

  EXPECT_EQ(server.process().wait(), 0) << server.process().error_output();
  EXPECT_EQ(project.postmaster(), 0);
  EXPECT_NE(kill(postmaster, 0), 0);
  EXPECT_EQ(server.get("/live").status, 0);
}

INSTANTIATE_TEST_SUITE_P(signals, stop, ::testing::Values(SIGTERM, SIGINT), [](const auto& signal) {
  return std::string(signal.param == SIGTERM ? "sigterm" : "control_c");
});

TEST(end_of_the_program, is_not_ready_while_it_drains) {
  const misbehaving_project project;
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  held_writes held(project.conninfo("postgres"));
  http_exchange slow(server.port(), graphql_request(create_note, R"({"title":"slow"})"));
  ASSERT_TRUE(eventually([&] { return held.waiting() == "1"; }));
  server.process().signal(SIGTERM);
  // Refused or 503, as long as it is never 200 again.
  EXPECT_TRUE(eventually([&] { return server.get("/ready").status != 200; }));
  held.let_go();
  EXPECT_EQ(slow.receive().status, 200);
  EXPECT_EQ(server.process().wait(), 0);
}

TEST(end_of_the_program, gives_up_on_a_request_at_the_drain_timeout) {
  const misbehaving_project project;
  const quickstart_server server(project, {"--drain-timeout-ms", "100"});
  ASSERT_TRUE(server.serves());
  held_writes held(project.conninfo("postgres"));
  http_exchange slow(server.port(), graphql_request(create_note, R"({"title":"slow"})"));
  ASSERT_TRUE(eventually([&] { return held.waiting() == "1"; }));
  server.process().signal(SIGTERM);
  EXPECT_TRUE(server.process().wait().has_value());
  EXPECT_NE(slow.receive().status, 200);
}

TEST(end_of_the_program, by_sigkill_loses_nothing_that_was_answered) {
  const quickstart_project project;
  {
    const quickstart_server server(project);
    ASSERT_TRUE(server.serves());
    EXPECT_EQ(server.ask(create_note, R"({"title":"Kept"})"),
              R"({"data":{"createNote":{"title":"Kept"}}})");
    EXPECT_EQ(server.end(SIGKILL), 128 + SIGKILL);
  }
  const quickstart_server again(project);
  ASSERT_TRUE(again.serves());
  EXPECT_EQ(again.ask("{ note(identifier: \"kept\") { title } }"),
            R"({"data":{"note":{"title":"Kept"}}})");
  EXPECT_EQ(again.end(SIGTERM), 0);
}

TEST(end_of_the_program, by_sigkill_takes_postgresql_with_it) {
  const quickstart_project project;
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  ASSERT_GT(project.postmaster(), 0);
  server.end(SIGKILL);
  EXPECT_TRUE(eventually([&] { return project.postmaster() == 0; }));
}

TEST(end_of_the_program, when_postgresql_was_killed_too_the_next_start_recovers) {
  const quickstart_project project;
  {
    const quickstart_server server(project);
    ASSERT_TRUE(server.serves());
    server.ask(create_note, R"({"title":"Kept"})");
    const pid_t postmaster = project.postmaster();
    server.process().signal(SIGSTOP);
    kill(postmaster, SIGKILL);
    server.end(SIGKILL);
    ASSERT_TRUE(eventually([&] { return project.postmaster() == 0; }));
  }
  const quickstart_server again(project);
  ASSERT_TRUE(again.serves());
  EXPECT_EQ(again.ask("{ note(identifier: \"kept\") { title } }"),
            R"({"data":{"note":{"title":"Kept"}}})");
}

}  // namespace
}  // namespace fraiseql::testing
