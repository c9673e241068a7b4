// One connection in pipeline mode, against a real PostgreSQL.
#include "postgres/connection.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using testing::ask;
using testing::conninfo;
using testing::run;
using testing::to_command;
using answers = std::vector<std::string>;

class connection_test : public ::testing::Test, protected testing::turning_loop {
 protected:
  void open(connection_options options = {}) {
    if (options.conninfo.empty()) options.conninfo = conninfo();
    link = std::make_unique<connection>(loop, options,
                                        [this](connection_state state, const error& why) {
                                          states.push_back(state);
                                          reason = why;
                                        });
    link->open();
    until([this] { return !states.empty(); });
  }
  void send_group(group work) { link->send(shipment_of(work), std::move(work.done)); }
  std::shared_ptr<answers> send(std::vector<command> commands) {
    auto seen = std::make_shared<answers>();
    send_group({.commands = std::move(commands), .done = [this, seen](const auto& all) {
                  for (const outcome& one : all) seen->push_back(testing::to_text(one));
                  ++answered;
                }});
    ++sent;
    return seen;
  }
  answers wait(const std::shared_ptr<answers>& seen) {
    until([this] { return answered == sent; });
    return *seen;
  }
  answers ask_here(std::vector<command> commands) { return wait(send(std::move(commands))); }
  std::string ask_here(std::string text) {
    const answers all = ask_here({to_command(std::move(text))});
    return all.empty() ? "none" : all.front();
  }

  std::vector<connection_state> states;
  error reason;
  int sent = 0;
  int answered = 0;
  std::unique_ptr<connection> link;
};

TEST_F(connection_test, answers_pipelined_groups_in_order) {
  open();
  std::vector<std::shared_ptr<answers>> all;
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    auto seen = std::make_shared<answers>();
    send_group({.commands = {to_command("SELECT $1, 'x'", {std::to_string(i)})},
                .done = [&order, i, seen](const auto& outcomes) {
                  order.push_back(i);
                  seen->push_back(testing::to_text(outcomes.front()));
                }});
    all.push_back(seen);
  }
  EXPECT_EQ(link->depth(), 100U);
  until([&] { return order.size() == 100; });
  std::vector<int> expected(100);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(order, expected);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(*all[static_cast<std::size_t>(i)], answers{std::to_string(i) + ",x"});
  }
  EXPECT_EQ(link->depth(), 0U);
}

TEST_F(connection_test, tells_null_from_empty_and_gives_many_rows) {
  open();
  EXPECT_EQ(ask_here("SELECT null, '' UNION ALL SELECT 'a', 'é'"), "null,;a,é");
  EXPECT_EQ(ask_here("SELECT 1 WHERE false"), "");
}

TEST_F(connection_test, answers_a_group_without_commands) {
  open();
  EXPECT_EQ(ask_here(std::vector<command>{}), answers{});
  EXPECT_EQ(answered, 1);
}

TEST_F(connection_test, aborts_only_what_follows_an_error_in_its_group) {
  open();
  const auto first = send({to_command("SELECT 1"), to_command("SELECT 1/0"), to_command("SELECT 3"),
                           to_command("SELECT 4")});
  const auto second = send({to_command("SELECT 5")});
  wait(second);
  EXPECT_EQ(*first, (answers{"1", "error 22012", "error FQ001", "error FQ001"}));
  EXPECT_EQ(*second, answers{"5"});
}

TEST_F(connection_test, gives_a_statement_that_cannot_be_prepared_its_own_error) {
  open();
  EXPECT_EQ(ask_here({to_command("SELECT 1"), to_command("SELECT nothing_there"),
                      to_command("SELECT 3")}),
            (answers{"1", "error 42703", "error FQ001"}));
  EXPECT_EQ(ask_here("SELECT nothing_there"), "error 42703");
  EXPECT_EQ(ask_here("SELECT 3"), "3");
}

TEST_F(connection_test, runs_a_group_in_one_transaction_and_undoes_it_on_an_error) {
  run("drop table if exists written; create table written (n int)");
  open();
  EXPECT_EQ(
      ask_here({to_command("INSERT INTO written VALUES (1)"), to_command("SELECT 1/0")}).back(),
      "error 22012");
  EXPECT_EQ(ask("select count(*) from written"), "0");
  const auto ids = ask_here(
      {to_command("SELECT pg_current_xact_id()"), to_command("SELECT pg_current_xact_id()")});
  EXPECT_EQ(ids[0], ids[1]);
  EXPECT_NE(ask_here("SELECT pg_current_xact_id()"), ids[0]);
}

TEST_F(connection_test, gives_the_error_of_the_commit_in_place_of_the_last_rows) {
  run("drop table if exists deferred; create table deferred (n int unique deferrable initially "
      "deferred);"
      "insert into deferred values (1)");
  open();
  const auto failing = send({to_command("INSERT INTO deferred VALUES (1) RETURNING n"),
                             to_command("SELECT count(*) FROM deferred")});
  const auto after = send({to_command("SELECT count(*) FROM deferred")});
  wait(after);
  EXPECT_EQ(*failing, (answers{"1", "error 23505"}));
  EXPECT_EQ(*after, answers{"1"});
  EXPECT_EQ(ask_here("SELECT 7"), "7");
}

TEST_F(connection_test, forgets_a_local_setting_at_the_end_of_its_group) {
  open();
  EXPECT_EQ(ask_here({to_command("SELECT set_config('fraiseql.id', 'a', true)"),
                      to_command("SELECT current_setting('fraiseql.id', true)")}),
            (answers{"a", "a"}));
  EXPECT_EQ(ask_here("SELECT coalesce(nullif(current_setting('fraiseql.id', true), ''), 'gone')"),
            "gone");
}

TEST_F(connection_test, sets_the_sessions_settings_before_it_is_up) {
  open({.conninfo = conninfo(),
        .settings = {{"statement_timeout", "1234ms"}, {"TimeZone", "Asia/Tokyo"}}});
  ASSERT_EQ(states, std::vector{connection_state::up});
  EXPECT_EQ(ask_here("SELECT current_setting('statement_timeout'), current_setting('TimeZone'), "
                     "current_setting('client_encoding'), current_setting('application_name')"),
            "1234ms,Asia/Tokyo,UTF8,fraiseql");
}

TEST_F(connection_test, goes_down_where_a_setting_is_refused) {
  open({.conninfo = conninfo(), .settings = {{"statement_timeout", "soon"}}});
  EXPECT_EQ(states, std::vector{connection_state::down});
  EXPECT_EQ(reason.sqlstate, "22023");
}

TEST_F(connection_test, goes_down_where_nobody_answers_or_the_string_is_wrong) {
  open({.conninfo = "host=/nonexistent"});
  EXPECT_EQ(states, std::vector{connection_state::down});
  EXPECT_EQ(reason.sqlstate, unsent_sqlstate);
  EXPECT_NE(reason.message.find("/nonexistent"), std::string::npos);
  states.clear();
  open({.conninfo = "nonsense here"});
  EXPECT_EQ(states, std::vector{connection_state::down});
}

// What the session holds prepared, beside the statement that asks and those of its clean-up.
constexpr const char* prepared_count =
    "SELECT count(*) FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared%'"
    " AND statement NOT LIKE '%set_config%' AND statement NOT IN ('RESET ALL', 'DISCARD TEMP', "
    "'DISCARD SEQUENCES', 'CLOSE ALL', 'UNLISTEN *')";

TEST_F(connection_test, prepares_no_statement_that_is_very_long) {
  const auto of_bytes = [](std::size_t bytes) {
    const std::string text = "SELECT 1";
    return text + std::string(bytes - text.size(), ' ');
  };
  open();
  EXPECT_EQ(ask_here(of_bytes(8'193)), "1");
  EXPECT_EQ(ask_here(prepared_count), "0");
  EXPECT_EQ(ask_here(of_bytes(8'192)), "1");
  EXPECT_EQ(ask_here(prepared_count), "1");
}

TEST_F(connection_test, prepares_a_statement_once) {
  open();
  for (int i = 0; i < 3; ++i) ask_here({to_command("SELECT $1", {"a"})});
  EXPECT_EQ(ask_here(prepared_count), "1");
}

TEST_F(connection_test, tells_statements_of_one_text_and_other_types_apart) {
  open();
  command one = to_command("SELECT pg_typeof($1)", {std::string("\0\0\0\1", 4)});
  for (int i = 0; i < 2; ++i) {
    one.parameters[0].oid = 23;
    EXPECT_EQ(ask_here(std::vector{one}), answers{"integer"});
    one.parameters[0].oid = 700;
    EXPECT_EQ(ask_here(std::vector{one}), answers{"real"});
  }
}

TEST_F(connection_test, deallocates_what_passes_its_capacity) {
  open({.conninfo = conninfo(), .max_prepared = 3});
  for (int i = 0; i < 10; ++i) ask_here("SELECT 100 + " + std::to_string(i));
  // The one that asks is held too, and the last that was pushed out goes with it.
  ask_here(prepared_count);
  EXPECT_EQ(ask_here(prepared_count), "2");
  EXPECT_EQ(ask_here("SELECT 100 + 9"), "109");
  EXPECT_EQ(ask_here("SELECT 100 + 0"), "100");
}

TEST_F(connection_test, answers_a_group_of_more_statements_than_its_capacity) {
  open({.conninfo = conninfo(), .max_prepared = 2});
  std::vector<command> commands;
  answers expected;
  for (int i = 0; i < 8; ++i) {
    commands.push_back(to_command("SELECT 200 + " + std::to_string(i % 5)));
    expected.push_back(std::to_string(200 + i % 5));
  }
  EXPECT_EQ(ask_here(commands), expected);
  EXPECT_EQ(ask_here(commands), expected);
}

TEST_F(connection_test, reports_a_lost_statement_until_it_is_told_to_forget_it) {
  open();
  const command one = to_command("SELECT 'kept'");
  EXPECT_EQ(ask_here(std::vector{one}), answers{"kept"});
  ask_here("DEALLOCATE ALL");
  EXPECT_EQ(ask_here(std::vector{one}), answers{"error 26000"});
  EXPECT_EQ(ask_here(std::vector{one}), answers{"error 26000"});
  link->forget(one);
  EXPECT_EQ(ask_here(std::vector{one}), answers{"kept"});
}

TEST_F(connection_test, answers_all_when_the_backend_ends_and_reports_it_once) {
  open();
  const std::string backend = ask_here("SELECT pg_backend_pid()");
  const auto first = send({to_command("SELECT pg_sleep(60)")});
  const auto second = send({to_command("SELECT 1"), to_command("SELECT 2")});
  until([&] {
    return ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = " +
               backend) == "1";
  });
  ask("select pg_terminate_backend(" + backend + ")");
  wait(second);
  EXPECT_EQ(*first, answers{"error 08007"});
  EXPECT_EQ(*second, (answers{"error 08007", "error 08007"}));
  until([this] { return states.size() > 1; });
  EXPECT_EQ(states, (std::vector{connection_state::up, connection_state::down}));
  EXPECT_EQ(link->depth(), 0U);
}

TEST_F(connection_test, answers_what_is_open_when_it_is_destroyed) {
  open();
  const auto open_group = send({to_command("SELECT pg_sleep(60)")});
  link.reset();
  EXPECT_EQ(*open_group, answers{"error 08007"});
  EXPECT_EQ(states, std::vector{connection_state::up});
}

TEST_F(connection_test, may_be_destroyed_by_a_completion) {
  open();
  bool called = false;
  send_group({.commands = {to_command("SELECT 1")}, .done = [&](const auto&) {
                called = true;
                link.reset();
              }});
  const auto behind = send({to_command("SELECT 2")});
  until([&] { return called && answered == 1; });
  EXPECT_EQ(*behind, answers{"error 08007"});
}

TEST_F(connection_test, carries_ten_megabytes_there_and_back) {
  open();
  std::string large(10 * 1024 * 1024, 'x');
  large.replace(large.size() - 3, 3, "end");
  const auto echoed = send({to_command("SELECT $1", {large})});
  const auto length = send({to_command("SELECT length($1)", {large})});
  const auto made = send({to_command("SELECT repeat('y', 10 * 1024 * 1024)")});
  wait(made);
  EXPECT_TRUE(echoed->front() == large);
  EXPECT_EQ(*length, answers{std::to_string(large.size())});
  EXPECT_TRUE(made->front() == std::string(10 * 1024 * 1024, 'y'));
}

TEST_F(connection_test, carries_ten_thousand_groups_sent_at_once) {
  open();
  std::size_t right = 0;
  std::size_t seen = 0;
  const auto shared = testing::statement("SELECT $1");
  for (std::size_t i = 0; i < 10'000; ++i) {
    command one{.statement = shared};
    one.parameters.push_back(
        {.oid = 25, .is_binary = true, .bytes = sql::octets(std::to_string(i))});
    send_group({.commands = {std::move(one)}, .done = [&, i](const auto& all) {
                  right +=
                      i == seen && testing::to_text(all.front()) == std::to_string(i) ? 1U : 0U;
                  ++seen;
                }});
  }
  until([&] { return seen == 10'000; });
  EXPECT_EQ(right, 10'000U);
}

TEST_F(connection_test, says_nothing_to_standard_error_about_notices) {
  run("create or replace function noisy() returns int language plpgsql as "
      "$$ begin raise notice 'NOISE'; raise warning 'NOISE'; return 1; end $$");
  open();
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(ask_here("SELECT noisy()"), "1");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace fraiseql::postgres
