// A lane that keeps few connections opens more while groups wait, and closes them again.
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

lane_options growing(std::size_t most, std::size_t kept) {
  return {.name = "growing",
          .connection = {.conninfo = conninfo() + " application_name=growing"},
          .connections = most,
          .kept = kept,
          .idle = 200ms,
          .max_wait = 60s};
}

std::string connected() {
  return ask("select count(*) from pg_stat_activity where application_name = 'growing'");
}
std::string waiting_for_lock() {
  return ask(
      "select count(*) from pg_locks where locktype = 'advisory' and objid = 78 "
      "and not granted");
}

// Advisory lock 78, which all groups of a test want.
class lane_growth : public ::testing::Test {
 protected:
  void SetUp() override { holder_->answer("SELECT pg_advisory_lock(78)"); }
  void release() { holder_->answer("SELECT pg_advisory_unlock(78)"); }

  // Submits groups that wait for the lock.
  void submit(test_lane& lane, std::size_t groups) {
    for (std::size_t i = 0; i < groups; ++i) {
      asked_.push_back(lane.submit({to_command("SELECT pg_advisory_xact_lock_shared(78)")}));
    }
  }
  void await_answers(test_lane& lane) {
    for (const test_lane::pending& one : asked_) {
      ASSERT_TRUE(lane.until([&] { return one->has_value(); }));
      EXPECT_EQ(**one, std::vector<std::string>{""});
    }
  }

  std::unique_ptr<test_lane> holder_ = std::make_unique<test_lane>(
      lane_options{.name = "holder", .connection = {.conninfo = conninfo()}, .connections = 1});
  std::vector<test_lane::pending> asked_;
};

TEST_F(lane_growth, opens_a_connection_for_each_that_waits_and_closes_it_when_idle) {
  test_lane lane(growing(7, 1));
  EXPECT_EQ(connected(), "1");
  submit(lane, 9);
  // More than come up at the same time; the last two wait for one of the seven.
  ASSERT_TRUE(lane.until([] { return waiting_for_lock() == "7"; }));
  EXPECT_EQ(connected(), "7");
  EXPECT_EQ(lane.under_test.counted().waiting.value(), 2U);
  // However long they are busy.
  lane.during(500ms);
  EXPECT_EQ(connected(), "7");
  release();
  await_answers(lane);
  ASSERT_TRUE(lane.until([] { return connected() == "1"; }));
  EXPECT_EQ(lane.under_test.counted().up.value(), 1U);
  EXPECT_EQ(lane.answer("SELECT 1"), "1");
  EXPECT_EQ(lane.changes, 1);
}

TEST_F(lane_growth, opens_none_for_those_that_find_one_free) {
  test_lane lane(growing(3, 1));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(lane.answer("SELECT 1"), "1");
  EXPECT_EQ(connected(), "1");
}

TEST_F(lane_growth, goes_on_with_those_it_has_where_no_more_are_allowed) {
  run("drop role if exists narrow; create role narrow login connection limit 2");
  lane_options options = growing(5, 1);
  options.connection.conninfo += " user=narrow";
  test_lane lane(options);
  submit(lane, 5);
  ASSERT_TRUE(lane.until([] { return waiting_for_lock() == "2"; }));
  ASSERT_TRUE(lane.until([&] { return lane.under_test.counted().broken.value() > 3; }));
  release();
  await_answers(lane);
  ASSERT_TRUE(lane.until([] { return connected() == "1"; }));
  EXPECT_EQ(lane.changes, 1);
  run("drop role narrow");
}

TEST_F(lane_growth, keeps_all_where_nothing_else_is_said) {
  lane_options options = growing(3, 1);
  options.kept = lane_options().kept;
  test_lane lane(options);
  ASSERT_TRUE(lane.until([] { return connected() == "3"; }));
  lane.during(500ms);
  EXPECT_EQ(connected(), "3");
}

}  // namespace
}  // namespace fraiseql::postgres
