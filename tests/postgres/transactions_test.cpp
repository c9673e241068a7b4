// Transactions of functions of mutations, against a real PostgreSQL: what is done together, and
// what becomes of one that fails, hangs or loses its connection.
#include <gtest/gtest.h>

#include <thread>

#include "beasts.hpp"

namespace fraiseql::execution::testing {
namespace {

class transactions : public commands_of_beasts {};

TEST_F(transactions, commits_what_a_transaction_did_together) {
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex", "p_mate": "mia"})"), R"("rex")");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
  EXPECT_EQ(names(), "");
  EXPECT_EQ(commit(session), "committed");
  EXPECT_EQ(names(), "mia rex");
}

TEST_F(transactions, reads_in_a_transaction_what_it_wrote) {
  session.begin();
  EXPECT_TRUE(call(session, "cage.fn_sync", R"({"p_name": "rex"})").starts_with("\""));
  const auto found = session.read({.type = "Beast", .limit = 10});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_NE(found->front().find(R"("name": "rex")"), std::string::npos);
  EXPECT_EQ(ask("SELECT count(*) FROM tv_beast"), "0");
  session.roll_back();
  EXPECT_EQ(ask("SELECT count(*) FROM tv_beast"), "0");
}

TEST_F(transactions, undoes_what_is_rolled_back_and_keeps_the_connection) {
  of = made({.connections = 1});
  command_session one(of, nullptr, clock::now() + 60s);
  one.begin();
  EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  const std::string pid =
      ask("SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'");
  one.roll_back();
  EXPECT_EQ(names(), "");
  EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
  EXPECT_EQ(names(), "mia");
  EXPECT_EQ(ask("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid), "1");
}

TEST_F(transactions, rolls_back_what_nobody_ended) {
  {
    command_session one(of, nullptr, clock::now() + 60s);
    one.begin();
    EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  }
  EXPECT_EQ(names(), "");
  EXPECT_EQ(ask("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"), "0");
}

TEST_F(transactions, needs_no_connection_for_a_transaction_without_statements) {
  command_session one(made({.to = "host=/nonexistent"}), nullptr, clock::now() + 60s);
  one.begin();
  EXPECT_EQ(commit(one), "committed");
  one.begin();
  one.roll_back();
}

TEST_F(transactions, does_nothing_where_a_failure_was_overlooked) {
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  EXPECT_EQ(call(session, "cage.fn_raise", R"({"p_code": "P0001"})"),
            "BAD_USER_INPUT a beast bites | ");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia"})"),
            "BAD_USER_INPUT a beast bites | ");
  EXPECT_EQ(in_words(session.read({.type = "Beast", .limit = 1}).error()),
            "BAD_USER_INPUT a beast bites | ");
  EXPECT_EQ(commit(session), "BAD_USER_INPUT a beast bites | ");
  EXPECT_EQ(names(), "");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
}

TEST_F(transactions, goes_on_where_nothing_failed_in_the_transaction) {
  session.begin();
  EXPECT_EQ(code(call(session, "cage.fn_missing")), "INTERNAL_SERVER_ERROR");
  const auto wrong = session.read(
      {.type = "Beast", .where = *json::read(R"({"id": {"eq": "no uuid"}})"), .limit = 1});
  EXPECT_EQ(code(in_words(wrong.error())), "BAD_USER_INPUT");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  EXPECT_EQ(commit(session), "committed");
  EXPECT_EQ(names(), "rex");
}

TEST_F(transactions, says_what_fails_at_the_commit_of_a_transaction) {
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex", "p_mate": "none"})"), R"("rex")");
  const std::string said = commit(session);
  EXPECT_EQ(code(said), "CONFLICT");
  EXPECT_NE(said.find("committing a transaction: "), std::string::npos) << said;
  EXPECT_EQ(names(), "");
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
}

TEST_F(transactions, ends_a_statement_when_the_time_is_up) {
  const held_lock lock;
  command_session alone(of, nullptr, clock::now() + 3s);
  EXPECT_EQ(code(call(alone, "cage.fn_wait", R"({"p_name": "rex"})")), "TIMEOUT");
  command_session together(of, nullptr, clock::now() + 3s);
  together.begin();
  EXPECT_EQ(code(call(together, "cage.fn_wait", R"({"p_name": "rex"})")), "TIMEOUT");
  EXPECT_EQ(code(commit(together)), "TIMEOUT");
  EXPECT_EQ(names(), "");
}

TEST_F(transactions, ends_a_commit_when_the_time_is_up) {
  const held_lock lock;
  command_session one(of, nullptr, clock::now() + 3s);
  one.begin();
  EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "rex", "p_age": 99})"), R"("rex")");
  EXPECT_EQ(code(commit(one)), "TIMEOUT");
  EXPECT_EQ(names(), "");
}

TEST_F(transactions, sends_nothing_more_when_the_time_is_up) {
  const auto until = clock::now() + 3s;
  command_session one(of, nullptr, until);
  one.begin();
  EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  std::this_thread::sleep_until(until);
  EXPECT_EQ(code(commit(one)), "TIMEOUT");
  EXPECT_EQ(names(), "");
  EXPECT_EQ(code(call(one, "cage.fn_add", R"({"p_name": "rex"})")), "TIMEOUT");
  one.begin();
  EXPECT_EQ(code(call(one, "cage.fn_add", R"({"p_name": "rex"})")), "TIMEOUT");
  EXPECT_EQ(code(commit(one)), "TIMEOUT");
  EXPECT_EQ(names(), "");
}

// Its connection ends, and with it the transaction, though the function never comes back.
TEST_F(transactions, lets_PostgreSQL_end_the_transaction_of_a_function_that_hangs) {
  command_session one(of, nullptr, clock::now() + 3s);
  one.begin();
  EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  EXPECT_TRUE(eventually([] {
    return ask("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'") ==
           "0";
  }));
  EXPECT_EQ(code(commit(one)), "TIMEOUT");
  EXPECT_EQ(names(), "");
  command_session next(of, nullptr, clock::now() + 60s);
  EXPECT_EQ(call(next, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
}

TEST_F(transactions, knows_that_a_transaction_did_nothing_that_lost_its_connection) {
  const held_lock lock;
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  std::jthread ending([] { end_waiting(); });
  const std::string said = call(session, "cage.fn_wait", R"({"p_name": "mia"})");
  EXPECT_TRUE(said.starts_with("UNAVAILABLE the database cannot be reached; try again | ")) << said;
  EXPECT_EQ(code(commit(session)), "UNAVAILABLE");
  EXPECT_EQ(names(), "");
}

TEST_F(transactions, knows_that_nothing_was_committed_over_a_connection_that_had_ended) {
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  end_idle();
  EXPECT_EQ(code(commit(session)), "UNAVAILABLE");
  EXPECT_EQ(names(), "");
}

TEST_F(transactions, does_not_know_what_became_of_a_commit_that_lost_its_connection) {
  const held_lock lock;
  session.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex", "p_age": 99})"), R"("rex")");
  std::jthread ending([] { end_waiting(); });
  EXPECT_EQ(code(commit(session)), "UNKNOWN_OUTCOME");
}

TEST_F(transactions, never_calls_again_what_lost_its_connection) {
  const held_lock lock;
  std::jthread ending([] { end_waiting(); });
  EXPECT_EQ(code(call(session, "cage.fn_wait", R"({"p_name": "rex"})")), "UNKNOWN_OUTCOME");
  EXPECT_EQ(waiting_pid(), "null");
  EXPECT_EQ(names(), "");
}

TEST_F(transactions, takes_another_connection_for_one_that_ended_while_it_was_idle) {
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  end_idle();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
}

TEST_F(transactions, says_that_the_database_cannot_be_reached) {
  command_session one(made({.to = "host=/nonexistent"}), nullptr, clock::now() + 60s);
  EXPECT_EQ(code(call(one, "cage.fn_nothing")), "UNAVAILABLE");
  one.begin();
  EXPECT_EQ(code(call(one, "cage.fn_nothing")), "UNAVAILABLE");
  EXPECT_EQ(code(commit(one)), "UNAVAILABLE");
}

TEST_F(transactions, refuses_who_waited_for_a_connection_until_the_time_was_up) {
  const auto single = made({.connections = 1});
  command_session first(single, nullptr, clock::now() + 60s);
  first.begin();
  EXPECT_EQ(call(first, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  command_session second(single, nullptr, clock::now() + 100ms);
  EXPECT_EQ(code(call(second, "cage.fn_nothing")), "UNAVAILABLE");
  EXPECT_EQ(commit(first), "committed");
  command_session third(single, nullptr, clock::now() + 60s);
  EXPECT_EQ(call(third, "cage.fn_nothing"), "true");
}

TEST_F(transactions, keeps_two_transactions_apart) {
  command_session other(of, nullptr, clock::now() + 60s);
  session.begin();
  other.begin();
  EXPECT_EQ(call(session, "cage.fn_add", R"({"p_name": "rex"})"), R"("rex")");
  EXPECT_EQ(call(other, "cage.fn_add", R"({"p_name": "mia"})"), R"("mia")");
  other.roll_back();
  EXPECT_EQ(commit(session), "committed");
  EXPECT_EQ(names(), "rex");
}

TEST_F(transactions, serves_many_threads_at_once) {
  const auto shared = made({.connections = 3});
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        command_session one(shared, nullptr, clock::now() + 60s);
        for (int round = 0; round < 10; ++round) {
          one.begin();
          const std::string name = std::to_string(i) + "-" + std::to_string(round);
          EXPECT_EQ(call(one, "cage.fn_add", R"({"p_name": ")" + name + R"("})"),
                    "\"" + name + "\"");
          if (round % 2 == 0) {
            EXPECT_EQ(commit(one), "committed");
          } else {
            one.roll_back();
          }
        }
      });
    }
  }
  EXPECT_EQ(ask("SELECT count(*) FROM cage.tb_beast"), "40");
}

}  // namespace
}  // namespace fraiseql::execution::testing
