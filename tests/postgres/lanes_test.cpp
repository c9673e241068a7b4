// What each of the three lanes is set up for.
#include "postgres/lanes.hpp"

#include <gtest/gtest.h>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using testing::ask;
using testing::conninfo;
using testing::run;
using testing::to_command;

class lanes_test : public ::testing::Test, protected testing::turning_loop {
 protected:
  void SetUp() override {
    all.start();
    until([this] { return all.are_up(); });
  }
  std::string answer(lane& over, std::string text) {
    std::string seen;
    bool is_done = false;
    over.submit({.commands = {to_command(std::move(text))}, .done = [&](const auto& outcomes) {
                   seen = testing::to_text(outcomes.front());
                   is_done = true;
                 }});
    until([&] { return is_done; });
    return seen;
  }

  lanes all{loop,
            {.conninfo = conninfo(), .statement_timeout = std::chrono::milliseconds(5'000)},
            {},
            {}};
};

TEST_F(lanes_test, print_instants_and_intervals_alike_on_every_lane) {
  for (lane* one : {&all.hot, &all.cold, &all.mutation}) {
    EXPECT_EQ(answer(*one,
                     "SELECT current_setting('TimeZone'), current_setting('IntervalStyle'), "
                     "current_setting('standard_conforming_strings')"),
              "UTC,iso_8601,on");
    EXPECT_EQ(
        answer(*one, "SELECT '2024-01-02T03:04:05+02:00'::timestamptz, '1 day 2 hours'::interval"),
        "2024-01-02 01:04:05+00,P1DT2H");
  }
}

TEST_F(lanes_test, cannot_write_where_they_read) {
  run("drop table if exists written; create table written (n int)");
  EXPECT_EQ(answer(all.hot, "INSERT INTO written VALUES (1)"), "error 25006");
  EXPECT_EQ(answer(all.cold, "INSERT INTO written VALUES (1)"), "error 25006");
  EXPECT_EQ(ask("select count(*) from written"), "0");
  EXPECT_EQ(answer(all.mutation, "INSERT INTO written VALUES (1)"), "");
  EXPECT_EQ(ask("select count(*) from written"), "1");
}

TEST_F(lanes_test, read_from_one_snapshot_and_write_read_committed) {
  const std::string isolation = "SELECT current_setting('transaction_isolation')";
  EXPECT_EQ(answer(all.hot, isolation), "repeatable read");
  EXPECT_EQ(answer(all.cold, isolation), "repeatable read");
  EXPECT_EQ(answer(all.mutation, isolation), "read committed");
}

TEST_F(lanes_test, bound_the_time_of_a_statement_and_of_a_lock) {
  const std::string timeouts =
      "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')";
  EXPECT_EQ(answer(all.hot, timeouts), "1s,200ms");
  EXPECT_EQ(answer(all.cold, timeouts), "5s,0");
  EXPECT_EQ(answer(all.mutation, timeouts), "5s,0");
}

TEST_F(lanes_test, report_a_look_up_that_waits_for_a_lock_too_long) {
  run("drop table if exists locked; create table locked (n int)");
  testing::test_lane holder(
      {.name = "holder", .connection = {.conninfo = conninfo()}, .connections = 1});
  holder.answer("SELECT pg_advisory_lock(1)");
  testing::test_lane other(
      {.name = "other", .connection = {.conninfo = conninfo()}, .connections = 1});
  const auto holding = other.submit({to_command("ALTER TABLE locked ADD COLUMN more int"),
                                     to_command("SELECT pg_advisory_xact_lock(1)")});
  until([] {
    return ask("select count(*) from pg_locks where locktype = 'advisory' and not granted") == "1";
  });
  EXPECT_EQ(answer(all.hot, "SELECT count(*) FROM locked"), "error 55P03");
  EXPECT_FALSE(holding->has_value());
  other.under_test.stop();
}

TEST(lanes, of_a_short_timeout_keep_to_it_on_look_ups_too) {
  testing::turning_loop turning;
  lanes all(turning.loop,
            {.conninfo = conninfo(), .statement_timeout = std::chrono::milliseconds(50)}, {}, {});
  all.start();
  turning.until([&] { return all.are_up(); });
  for (lane* one : {&all.hot, &all.cold, &all.mutation}) {
    std::string seen;
    one->submit({.commands = {to_command("SELECT pg_sleep(60)")},
                 .done = [&](const auto& outcomes) { seen = testing::to_text(outcomes.front()); }});
    turning.until([&] { return !seen.empty(); });
    EXPECT_EQ(seen, "error 57014");
  }
  all.stop();
  EXPECT_FALSE(all.are_up());
}

}  // namespace
}  // namespace fraiseql::postgres
