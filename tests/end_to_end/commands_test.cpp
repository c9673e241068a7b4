// tests/end_to_end/library over HTTP: functions of mutations that call functions of PostgreSQL
// while they run, alone and in transactions.
#include <gtest/gtest.h>

#include <thread>

#include "end_to_end/logged_server.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

class commanding : public with_logged_server<library_project> {
 protected:
  static std::string ask_database(const std::string& query) {
    return fraiseql::testing::ask_database(project().conninfo("postgres"), query);
  }
  static std::string visits() {
    return ask_database(
        "SELECT coalesce(string_agg(reader, ' ' ORDER BY reader), '') FROM tb_visit");
  }
  void SetUp() override {
    with_logged_server<library_project>::SetUp();
    run_in_database(project().conninfo("postgres"), "TRUNCATE tb_visit");
  }
};

TEST_F(commanding, answers_what_a_transaction_wrote_and_read) {
  EXPECT_EQ(server().ask(R"(mutation { moveBook(identifier: "emma", shelf: NON_FICTION) )"
                         "{ ... on Book { title shelf } ... on AlreadyThere { message } } }"),
            R"({"data":{"moveBook":{"title":"Emma","shelf":"NON_FICTION"}}})");
  EXPECT_EQ(server().ask(R"({ book(identifier: "emma") { shelf } })"),
            R"({"data":{"book":{"shelf":"NON_FICTION"}}})");
  EXPECT_EQ(server().ask(R"(mutation { moveBook(identifier: "emma", shelf: NON_FICTION) )"
                         "{ __typename ... on AlreadyThere { message } } }"),
            R"({"data":{"moveBook":{"__typename":"AlreadyThere","message":"Emma is there"}}})");
  EXPECT_TRUE(has_text(
      server().ask(R"(mutation { moveBook(identifier: "no", shelf: FICTION) { __typename } })"),
      R"("extensions":{"code":"NOT_FOUND"})"));
}

TEST_F(commanding, begins_and_commits_once_for_each_transaction) {
  const auto lines = executed(R"(mutation { visit(readers: ["ann", "bob"]) })");
  EXPECT_EQ(answer(), R"({"data":{"visit":2}})");
  EXPECT_EQ(reads(lines, ": BEGIN"), 1) << joined(lines);
  EXPECT_EQ(reads(lines, ": COMMIT"), 1) << joined(lines);
  EXPECT_EQ(visits(), "ann bob");
}

TEST_F(commanding, writes_nothing_where_a_call_fails) {
  EXPECT_EQ(server().ask(R"(mutation { visit(readers: ["ann", "nobody"]) })"),
            R"({"data":null,"errors":[{"message":"nobody does not read","locations":[{"line":1,)"
            R"("column":12}],"path":["visit"],"extensions":{"code":"BAD_USER_INPUT"}}]})");
  EXPECT_EQ(visits(), "");
  EXPECT_TRUE(has_text(server().ask(R"(mutation { visit(readers: ["ann", "ann"]) })"),
                       R"("code":"CONFLICT")"));
  EXPECT_EQ(visits(), "");
}

TEST_F(commanding, writes_nothing_where_the_commit_fails) {
  EXPECT_TRUE(has_text(server().ask(R"(mutation { visit(readers: ["ann"], host: "bob") })"),
                       R"("code":"CONFLICT")"));
  EXPECT_EQ(visits(), "");
  EXPECT_EQ(server().ask(R"(mutation { visit(readers: ["ann", "bob"], host: "bob") })"),
            R"({"data":{"visit":2}})");
}

TEST_F(commanding, commits_each_call_by_itself_outside_of_a_transaction) {
  EXPECT_EQ(
      server().ask(R"(mutation { visitIfPossible(readers: ["ann", "nobody", "bob", "ann"]) })"),
      R"({"data":{"visitIfPossible":["ann","bob"]}})");
  EXPECT_EQ(visits(), "ann bob");
}

TEST_F(commanding, serves_more_transactions_at_once_than_there_are_workers) {
  std::vector<std::string> answers(16);
  {
    std::vector<std::jthread> clients;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      clients.emplace_back([&, i] {
        answers[i] =
            server().ask(R"(mutation { visit(readers: ["reader )" + std::to_string(i) + R"("]) })");
      });
    }
  }
  for (const std::string& one : answers) EXPECT_TRUE(has_text(one, R"({"data":{"visit":)")) << one;
  EXPECT_EQ(ask_database("SELECT count(*) FROM tb_visit"), "16");
}

TEST(commanding_for_too_long, commits_nothing_once_the_client_was_answered) {
  const library_project project;
  const quickstart_server server(project, {"--worker-timeout-ms", "3000"});
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(has_text(server.ask(R"(mutation { visit(readers: ["ann"], pauseMs: 6000) })"),
                       R"("code":"UNKNOWN_OUTCOME")"));
  const auto ask = [&](const char* query) {
    return ask_database(project.conninfo("postgres"), query);
  };
  EXPECT_TRUE(eventually([&] {
    return ask("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'") ==
           "0";
  }));
  EXPECT_EQ(ask("SELECT count(*) FROM tb_visit"), "0");
  EXPECT_EQ(server.ask(R"(mutation { visit(readers: ["ann"]) })"), R"({"data":{"visit":1}})");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
