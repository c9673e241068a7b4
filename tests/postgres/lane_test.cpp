// Lanes against a real PostgreSQL: who waits, what is sent again, what is refused.
#include "postgres/lane.hpp"

#include <gtest/gtest.h>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using namespace std::chrono_literals;
using testing::ask;
using testing::conninfo;
using testing::run;
using testing::test_lane;
using testing::to_command;
using answers = std::vector<std::string>;

lane_options reads(std::size_t connections = 1, std::size_t depth = 1) {
  return {.name = "reads",
          .connection = {.conninfo = conninfo()},
          .connections = connections,
          .depth = depth,
          .work = repeatable::yes};
}

lane_options mutations(std::size_t connections = 1) {
  lane_options made = reads(connections);
  made.name = "mutations";
  made.work = repeatable::no;
  return made;
}

// Advisory lock 1, held by a session of the test: what asks for it waits until released.
class held_lock {
 public:
  held_lock() : lane_(mutations()) { lane_.answer("SELECT pg_advisory_lock(1)"); }
  void release() { lane_.answer("SELECT pg_advisory_unlock(1)"); }

 private:
  test_lane lane_;
};

const char* const take_lock = "SELECT 'locked' FROM pg_advisory_xact_lock(1)";

void await_waiting_for_lock(test_lane& lane, const std::string& count = "1") {
  lane.until([&] {
    return ask("select count(*) from pg_locks where locktype = 'advisory' and not granted") ==
           count;
  });
}

TEST(lane, gives_the_rows_of_each_command) {
  test_lane lane(reads());
  EXPECT_EQ(lane.answers({to_command("SELECT 1"), to_command("SELECT $1", {"a"})}),
            (answers{"1", "a"}));
  EXPECT_EQ(lane.changes, 1);
}

TEST(lane, sends_what_an_error_aborted_again_each_alone) {
  test_lane lane(reads(2));
  EXPECT_EQ(lane.answers({to_command("SELECT 1"), to_command("SELECT 1/0"), to_command("SELECT 3"),
                          to_command("SELECT 2/0"), to_command("SELECT 5")}),
            (answers{"1", "error 22012", "3", "error 22012", "5"}));
}

TEST(lane, never_sends_a_mutation_again_that_an_error_aborted) {
  run("drop table if exists made; create table made (n int)");
  test_lane lane(mutations());
  EXPECT_EQ(lane.answers({to_command("SELECT 1/0"), to_command("INSERT INTO made VALUES (1)")}),
            (answers{"error 22012", "error FQ001"}));
  EXPECT_EQ(ask("select count(*) from made"), "0");
}

TEST(lane, of_depth_one_never_has_two_under_way_on_a_connection) {
  held_lock lock;
  test_lane lane(reads(1));
  const auto slow = lane.submit({to_command(take_lock)});
  await_waiting_for_lock(lane);
  const auto waiting = lane.submit({to_command("SELECT 2")});
  lane.during(50ms);
  EXPECT_FALSE(waiting->has_value());
  lock.release();
  lane.until([&] { return waiting->has_value(); });
  EXPECT_TRUE(slow->has_value());
  EXPECT_EQ(**waiting, answers{"2"});
}

TEST(lane, goes_past_a_slow_statement_on_another_connection) {
  held_lock lock;
  test_lane lane(reads(2));
  const auto slow = lane.submit({to_command(take_lock)});
  await_waiting_for_lock(lane);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_FALSE(slow->has_value());
  lock.release();
  lane.until([&] { return slow->has_value(); });
  EXPECT_EQ(**slow, answers{"locked"});
}

TEST(lane, sends_up_to_its_depth_at_once) {
  held_lock lock;
  lane_options options = reads(1, 3);
  options.max_waiting = 1;
  test_lane lane(options);
  std::vector<test_lane::pending> all;
  for (int i = 0; i < 4; ++i) all.push_back(lane.submit({to_command(take_lock)}));
  await_waiting_for_lock(lane);
  EXPECT_FALSE(all.back()->has_value());
  const auto refused = lane.submit({to_command("SELECT 1")});
  ASSERT_TRUE(refused->has_value());
  EXPECT_EQ(**refused, answers{"error 53300"});
  lock.release();
  lane.until([&] { return all.back()->has_value(); });
  for (const auto& one : all) EXPECT_EQ(**one, answers{"locked"});
}

TEST(lane, refuses_one_more_than_may_wait) {
  held_lock lock;
  lane_options options = reads(1);
  options.max_waiting = 2;
  test_lane lane(options);
  const auto slow = lane.submit({to_command(take_lock)});
  const auto first = lane.submit({to_command("SELECT 1")});
  const auto second = lane.submit({to_command("SELECT 2")});
  const auto third = lane.submit({to_command("SELECT 3"), to_command("SELECT 3")});
  ASSERT_TRUE(third->has_value());
  EXPECT_EQ(**third, (answers{"error 53300", "error 53300"}));
  EXPECT_FALSE(first->has_value());
  lock.release();
  lane.until([&] { return second->has_value(); });
  EXPECT_EQ(**first, answers{"1"});
  EXPECT_EQ(**second, answers{"2"});
}

TEST(lane, refuses_what_waited_too_long_and_nothing_else) {
  held_lock lock;
  lane_options options = reads(1);
  options.max_wait = 100ms;
  test_lane lane(options);
  const auto slow = lane.submit({to_command(take_lock)});
  await_waiting_for_lock(lane);
  const auto began = std::chrono::steady_clock::now();
  const auto late = lane.submit({to_command("SELECT 1")});
  lane.until([&] { return late->has_value(); });
  EXPECT_GE(std::chrono::steady_clock::now() - began, 100ms);
  EXPECT_EQ(**late, answers{"error 53300"});
  EXPECT_FALSE(slow->has_value());
  lock.release();
  lane.until([&] { return slow->has_value(); });
  EXPECT_EQ(**slow, answers{"locked"});
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
}

TEST(lane, prepares_a_read_again_that_was_deallocated_behind_its_back) {
  test_lane lane(reads());
  const command one = to_command("SELECT 'kept'");
  EXPECT_EQ(lane.answers({one}), answers{"kept"});
  EXPECT_EQ(lane.answer("DEALLOCATE ALL"), "");
  EXPECT_EQ(lane.answers({one}), answers{"kept"});
}

TEST(lane, reads_a_table_that_was_made_anew_with_other_types) {
  run("drop table if exists changing; create table changing (a int, b text); insert into changing "
      "values (1, 'x')");
  test_lane lane(reads());
  const command one = to_command("SELECT * FROM changing");
  EXPECT_EQ(lane.answers({one}), answers{"1,x"});
  run("drop table changing; create table changing (a text); insert into changing values ('new')");
  EXPECT_EQ(lane.answers({one}), answers{"new"});
  run("alter table changing add column b int default 7");
  EXPECT_EQ(lane.answers({to_command("SELECT 0"), one, to_command("SELECT 2")}),
            (answers{"0", "new,7", "2"}));
  run("drop table changing");
  EXPECT_EQ(lane.answers({one}), answers{"error 42P01"});
  run("create table changing (a int); insert into changing values (3)");
  EXPECT_EQ(lane.answers({one}), answers{"3"});
}

TEST(lane, tells_a_mutation_of_its_stale_statement_and_has_it_mended_for_the_next) {
  test_lane lane(mutations());
  const command one = to_command("SELECT 'kept'");
  EXPECT_EQ(lane.answers({one}), answers{"kept"});
  lane.answer("DEALLOCATE ALL");
  EXPECT_EQ(lane.answers({one}), answers{"error 26000"});
  EXPECT_EQ(lane.answers({one}), answers{"kept"});
}

TEST(lane, repeats_a_read_whose_backend_ended) {
  held_lock lock;
  test_lane lane(reads(1));
  const auto slow = lane.submit({to_command(take_lock), to_command("SELECT 2")});
  await_waiting_for_lock(lane);
  ask("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted");
  lock.release();
  lane.until([&] { return slow->has_value(); });
  EXPECT_EQ(**slow, (answers{"locked", "2"}));
}

TEST(lane, does_not_repeat_a_mutation_whose_backend_ended) {
  run("drop table if exists made; create table made (n int)");
  held_lock lock;
  test_lane lane(mutations(1));
  const auto slow =
      lane.submit({to_command("INSERT INTO made SELECT 1 FROM pg_advisory_xact_lock(1)"),
                   to_command("SELECT 2")});
  await_waiting_for_lock(lane);
  ask("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted");
  lane.until([&] { return slow->has_value(); });
  EXPECT_EQ(**slow, (answers{"error 08007", "error 08007"}));
  lock.release();
  EXPECT_EQ(lane.answer("SELECT 3"), "3");
  EXPECT_EQ(ask("select count(*) from made"), "0");
}

TEST(lane, connects_again_when_an_idle_backend_ended) {
  test_lane lane(mutations(1));
  const std::string backend = lane.answer("SELECT pg_backend_pid()");
  ask("select pg_terminate_backend(" + backend + ")");
  lane.until([&] { return !lane.under_test.is_up(); });
  lane.until([&] { return lane.under_test.is_up(); });
  EXPECT_NE(lane.answer("SELECT pg_backend_pid()"), backend);
  // Whoever listens has heard of both, though nobody said that the database was gone.
  EXPECT_EQ(lane.changes, 3);
}

// A function that counts how often it ran, then raises.
void make_raising_function(const std::string& sqlstate) {
  run("drop sequence if exists runs cascade; create sequence runs; "
      "create or replace function raises() returns int language plpgsql as $$ begin "
      "perform nextval('runs'); raise exception 'as told' using errcode = '" +
      sqlstate + "'; end $$");
}

TEST(lane, tries_a_read_that_stays_stale_twice_and_no_more) {
  make_raising_function("42P01");
  test_lane lane(reads(3));
  EXPECT_EQ(lane.answer("SELECT raises()"), "error 42P01");
  EXPECT_EQ(ask("select last_value from runs"), "2");
}

TEST(lane, takes_a_code_of_lost_connections_that_a_statement_raised_for_an_answer) {
  for (const std::string sqlstate : {"57P01", "08006", "08007"}) {
    make_raising_function(sqlstate);
    test_lane lane(reads(3));
    EXPECT_EQ(lane.answer("SELECT raises()"), "error " + sqlstate);
    EXPECT_EQ(ask("select last_value from runs"), "1");
  }
}

TEST(lane, gives_a_connection_up_that_stays_silent_and_makes_another) {
  held_lock lock;
  lane_options options = reads(1);
  options.connection.answer_timeout = 200ms;
  test_lane lane(options);
  EXPECT_EQ(lane.answers({to_command(take_lock)}), answers{"error 08006"});
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  lock.release();
}

TEST(lane, refuses_at_once_while_nobody_answers_and_recovers) {
  test_lane lane(reads(2));
  testing::stop_cluster();
  lane.until([&] { return lane.logged.size() == 2; });
  EXPECT_FALSE(lane.under_test.is_up());
  const auto refused = lane.submit({to_command("SELECT 1")});
  EXPECT_TRUE(refused->has_value());
  EXPECT_EQ(**refused, answers{"error 08001"});
  testing::start_cluster();
  lane.until([&] { return lane.under_test.is_up(); });
  EXPECT_EQ(lane.answer("SELECT 1"), "1");
  EXPECT_EQ(lane.logged, (answers{"connected to the database", "the database cannot be reached",
                                  "connected to the database"}));
}

TEST(lane, waits_for_its_first_attempt_and_refuses_at_once_when_that_failed) {
  testing::turning_loop turning;
  lane_options options = reads();
  options.connection.conninfo = "host=/nonexistent";
  lane never(turning.loop, options, {}, {});
  int answered = 0;
  const auto count = [&](const std::vector<outcome>& all) {
    EXPECT_EQ(testing::to_text(all.front()), "error 08001");
    ++answered;
  };
  never.submit({.commands = {to_command("SELECT 1")}, .done = count});
  never.start();
  EXPECT_EQ(answered, 0);
  turning.until([&] { return answered == 1; });
  never.submit({.commands = {to_command("SELECT 1")}, .done = count});
  EXPECT_EQ(answered, 2);
}

TEST(lane, says_of_a_group_that_was_never_sent_just_that_whatever_the_reason) {
  testing::turning_loop turning;
  lane_options options = mutations();
  options.connection.settings = {{"statement_timeout", "soon"}};
  lane refused(turning.loop, options, {}, {});
  std::vector<std::string> seen;
  refused.start();
  refused.submit(
      {.commands = {to_command("SELECT 1")}, .done = [&](const std::vector<outcome>& all) {
         seen.push_back(testing::to_text(all.front()));
       }});
  turning.until([&] { return !seen.empty(); });
  EXPECT_EQ(seen, answers{"error 08001"});
}

TEST(lane, answers_everything_when_it_stops) {
  held_lock lock;
  test_lane lane(reads(1));
  const auto under_way = lane.submit({to_command(take_lock)});
  const auto waiting = lane.submit({to_command("SELECT 1"), to_command("SELECT 2")});
  await_waiting_for_lock(lane);
  lane.under_test.stop();
  ASSERT_TRUE(under_way->has_value());
  ASSERT_TRUE(waiting->has_value());
  EXPECT_EQ(**under_way, answers{"error 08007"});
  EXPECT_EQ(**waiting, (answers{"error 08001", "error 08001"}));
  const auto after = lane.submit({to_command("SELECT 1")});
  EXPECT_TRUE(after->has_value());
  EXPECT_FALSE(lane.under_test.is_up());
  lane.under_test.stop();
}

TEST(lane, tells_a_mutation_that_was_refused_after_stopping_that_it_was_not_sent) {
  test_lane lane(mutations());
  lane.under_test.stop();
  const auto after = lane.submit({to_command("SELECT 1")});
  ASSERT_TRUE(after->has_value());
  EXPECT_EQ(**after, answers{"error 08001"});
}

TEST(lane, carries_ten_thousand_groups_at_once_over_few_connections) {
  lane_options options = reads(2, 16);
  options.max_wait = 60s;
  test_lane lane(options);
  std::size_t right = 0;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < 10'000; ++i) {
    lane.under_test.submit({.commands = {to_command("SELECT $1", {std::to_string(i)})},
                            .done = [&, i](const std::vector<outcome>& all) {
                              right += testing::to_text(all.front()) == std::to_string(i) ? 1U : 0U;
                              ++seen;
                            }});
  }
  lane.until([&] { return seen == 10'000; });
  EXPECT_EQ(right, 10'000U);
}

}  // namespace
}  // namespace fraiseql::postgres
