// Lanes of two loops that lend each other their connections. Both loops are turned by the test, so
// that what is on its way between them is known.
#include "postgres/lending.hpp"

#include <gtest/gtest.h>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using testing::ask;
using testing::conninfo;
using testing::run;
using testing::test_lane;
using testing::to_command;
using pending = test_lane::pending;

lane_options of_kind(repeatable work) {
  return {.name = work == repeatable::yes ? "cold" : "mutation",
          .connection = {.conninfo = conninfo()},
          .connections = 1,
          .work = work};
}

std::string backends_at(const std::string& mark) {
  return ask("select count(*) from pg_stat_activity where state = 'active' and query like '%" +
             mark + "%' and pid <> pg_backend_pid()");
}

const char* const lasting = "SELECT 'lasting', pg_sleep(30)";

struct two_lanes {
  explicit two_lanes(repeatable work = repeatable::yes)
      : first(of_kind(work)), second(of_kind(work)) {
    between.add(first.loop, first.under_test);
    between.add(second.loop, second.under_test);
  }

  bool until(const std::function<bool()>& is_done) {
    return first.until([&] {
      second.loop.restart();
      second.loop.poll();
      return is_done();
    });
  }
  std::string answer_of(const pending& asked) {
    return until([&] { return asked->has_value(); }) ? (*asked)->front() : "no answer";
  }

  lending between;
  test_lane first;
  test_lane second;
};

// One whose answers are taken back.
struct lending_asking {
  two_lanes& lanes;
  bool is_answered = false;

  void submit(const char* text) {
    lanes.first.under_test.submit({.commands = {to_command(text)},
                                   .done = [this](const auto&) { is_answered = true; },
                                   .asked_by = this});
  }
  bool withdraw() { return lanes.first.under_test.withdraw(this); }
};

TEST(lending, answers_over_the_connection_of_another_loop) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending quick = lanes.first.submit({to_command("SELECT 'quick'")});
  EXPECT_EQ(lanes.answer_of(quick), "quick");
  EXPECT_FALSE(slow->has_value());
}

TEST(lending, borrows_nothing_while_its_own_is_free) {
  two_lanes lanes;
  const std::string own = lanes.first.answer("SELECT pg_backend_pid()");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(lanes.answer_of(lanes.first.submit({to_command("SELECT pg_backend_pid()")})), own);
  }
}

TEST(lending, takes_what_waits_once_something_is_free) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending other = lanes.second.submit({to_command("SELECT 'other', pg_sleep(0.2)")});
  const pending waits = lanes.first.submit({to_command("SELECT 'waits'")});
  EXPECT_EQ(lanes.answer_of(waits), "waits");
  EXPECT_TRUE(other->has_value());
  EXPECT_FALSE(slow->has_value());
}

TEST(lending, gives_back_what_it_has_no_connection_for_after_all) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command("SELECT 'slow', pg_sleep(0.2)")});
  const pending lent = lanes.first.submit({to_command("SELECT 'lent'")});
  // Before it has come there.
  const pending own = lanes.second.submit({to_command("SELECT 'own', pg_sleep(30)")});
  EXPECT_EQ(lanes.answer_of(lent), "lent");
  EXPECT_TRUE(slow->has_value());
  EXPECT_FALSE(own->has_value());
}

TEST(lending, answers_the_error_of_a_statement_as_it_came) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command(lasting)});
  EXPECT_EQ(lanes.answer_of(lanes.first.submit({to_command("SELECT 1/0")})), "error 22012");
}

TEST(lending, sends_a_lost_read_again) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending lent = lanes.first.submit({to_command("SELECT 'lent read', pg_sleep(2)")});
  ASSERT_TRUE(lanes.until([] { return backends_at("lent read") == "1"; }));
  run("select pg_terminate_backend(pid) from pg_stat_activity where query like '%lent read%' and "
      "pid <> pg_backend_pid()");
  EXPECT_EQ(lanes.answer_of(lent), "lent read,");
}

TEST(lending, withdraws_what_is_away_and_cancels_it) {
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command("SELECT 'slow', pg_sleep(30)")});
  lending_asking lent{lanes};
  lent.submit("SELECT 'taken back', pg_sleep(30)");
  ASSERT_TRUE(lanes.until([] { return backends_at("taken back") == "1"; }));
  EXPECT_FALSE(lent.withdraw());
  EXPECT_TRUE(lanes.until([] { return backends_at("taken back") == "0"; }));
  // The connection is of use again.
  EXPECT_EQ(lanes.answer_of(lanes.second.submit({to_command("SELECT 'next'")})), "next");
  EXPECT_FALSE(lent.is_answered);
}

TEST(lending, withdraws_what_is_still_on_its_way) {
  run("drop sequence if exists runs cascade; create sequence runs");
  two_lanes lanes;
  const pending slow = lanes.first.submit({to_command("SELECT 'slow', pg_sleep(30)")});
  lending_asking lent{lanes};
  lent.submit("SELECT pg_sleep(30), nextval('runs')");
  lent.withdraw();
  EXPECT_EQ(lanes.answer_of(lanes.second.submit({to_command("SELECT 'next'")})), "next");
  EXPECT_FALSE(lent.is_answered);
  EXPECT_EQ(ask("select is_called from runs"), "f");
}

TEST(lending, sends_a_mutation_once_also_where_its_backend_dies) {
  run("drop table if exists done_once; create table done_once (at int); drop sequence if exists "
      "runs; create sequence runs");
  two_lanes lanes(repeatable::no);
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending lent =
      lanes.first.submit({to_command("SELECT nextval('runs'), pg_sleep(30) AS lent_call")});
  ASSERT_TRUE(lanes.until([] { return backends_at("lent_call") == "1"; }));
  run("select pg_terminate_backend(pid) from pg_stat_activity where query like '%lent_call%' and "
      "pid <> pg_backend_pid()");
  const std::string outcome = lanes.answer_of(lent);
  EXPECT_TRUE(outcome == "error 57P01" || outcome == "error 08007") << outcome;
  EXPECT_EQ(lanes.answer_of(lanes.second.submit({to_command("SELECT 'next'")})), "next");
  EXPECT_EQ(ask("select last_value from runs"), "1");
}

TEST(lending, does_not_withdraw_a_mutation_that_is_away) {
  two_lanes lanes(repeatable::no);
  const pending slow = lanes.first.submit({to_command(lasting)});
  lending_asking lent{lanes};
  lent.submit("SELECT 'written', pg_sleep(0.2)");
  EXPECT_FALSE(lent.withdraw());
  EXPECT_TRUE(lanes.until([&] { return lent.is_answered; }));
}

TEST(lending, answers_what_is_away_when_its_own_lane_stops_and_once) {
  two_lanes lanes(repeatable::no);
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending lent = lanes.first.submit({to_command("SELECT 'away', pg_sleep(2)")});
  ASSERT_TRUE(lanes.until([] { return backends_at("away") == "1"; }));
  lanes.first.under_test.stop();
  ASSERT_TRUE(lent->has_value());
  EXPECT_EQ((*lent)->front(), "error 08007");
  // Its answer comes, to nobody.
  ASSERT_TRUE(lanes.until([] { return backends_at("away") == "0"; }));
  lanes.first.during(std::chrono::milliseconds(20));
}

TEST(lending, answers_what_is_away_when_the_other_lane_stops) {
  two_lanes lanes(repeatable::no);
  const pending slow = lanes.first.submit({to_command(lasting)});
  const pending lent = lanes.first.submit({to_command("SELECT 'away', pg_sleep(30)")});
  ASSERT_TRUE(lanes.until([] { return backends_at("away") == "1"; }));
  lanes.second.under_test.stop();
  EXPECT_EQ(lanes.answer_of(lent), "error 08007");
}

}  // namespace
}  // namespace fraiseql::postgres
