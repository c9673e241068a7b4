// Equal reads that wait at the same time are asked once, and what those who leave mean for the
// others.
#include <gtest/gtest.h>

#include "crowd.hpp"

namespace fraiseql::postgres::crowding {
namespace {

TEST_F(crowd, of_equal_reads_asks_once) {
  start(cold());
  fill();
  const shared_statement what = statement("SELECT $1 || nextval('crowded.runs')");
  for (int i = 0; i < 7; ++i) submit(command_of(what, "a"), session_of("red"));
  EXPECT_EQ(all(), answers(7, "a1"));
  EXPECT_EQ(runs(), "1");
}

TEST_F(crowd, of_equal_look_ups_asks_once) {
  start(hot());
  fill();
  const shared_statement what = statement("SELECT $1 || nextval('crowded.runs')");
  for (int i = 0; i < 7; ++i) submit(command_of(what, "a"), session_of("red"));
  EXPECT_EQ(all(), answers(7, "a1"));
  EXPECT_EQ(runs(), "1");
}

TEST_F(crowd, of_reads_that_are_not_equal_asks_each) {
  start(cold());
  fill();
  const shared_statement what = statement("SELECT $1, nextval('crowded.runs') > 0");
  const shared_statement other = statement("SELECT $1, nextval('crowded.runs') > 0, 'other'");
  const auto text_form = [&](const std::string& text) {
    command made = command_of(what, text);
    made.parameters.front().is_binary = false;
    return made;
  };
  submit(command_of(what, "a"), session_of("red"));
  submit(command_of(what, "b"), session_of("red"));
  submit(command_of(what, "a"), session_of("blue"));
  submit(command_of(what, "a"));
  submit(command_of(what, std::nullopt), session_of("red"));
  submit(command_of(what, ""), session_of("red"));
  submit(command_of(other, "a"), session_of("red"));
  submit(text_form("a"), session_of("red"));
  asker().submit({command_of(what, "a"), command_of(what, "a")}, session_of("red"));
  all();
  const auto got = [&](std::size_t i) { return *asked_[first_ + i]->answered; };
  for (const std::size_t i : {0U, 2U, 3U, 7U}) EXPECT_EQ(got(i), answers{"a,t"}) << i;
  EXPECT_EQ(got(1), answers{"b,t"});
  EXPECT_EQ(got(4), answers{"null,t"});
  EXPECT_EQ(got(5), answers{",t"});
  EXPECT_EQ(got(6), answers{"a,t,other"});
  EXPECT_EQ(got(8), (answers{"a,t", "a,t"}));
  // Whether the one in text form is the same, and what the last one shares, is the lane's to say.
  const int ran = std::stoi(runs());
  EXPECT_GE(ran, 7);
  EXPECT_LE(ran, 10);
}

TEST_F(crowd, of_equal_mutations_does_each) {
  start(mutation());
  fill();
  const shared_statement what = statement("SELECT $1 || nextval('crowded.runs')");
  for (int i = 0; i < 4; ++i) submit(command_of(what, "a"), session_of("red"));
  EXPECT_EQ(all(), (answers{"a1", "a2", "a3", "a4"}));
}

// What was committed meanwhile must be seen, so one that is on its way is joined by nobody.
TEST_F(crowd, joins_nothing_that_is_on_its_way) {
  for (const bool is_hot : {true, false}) {
    SetUp();
    start(is_hot ? hot() : cold());
    lock_ = std::make_unique<test_lane>(mutation());
    lock_->answer("SELECT pg_advisory_lock(77)");
    first_ = asked_.size();
    const shared_statement what =
        statement("SELECT $1 || nextval('crowded.runs') FROM pg_advisory_xact_lock_shared(77)");
    submit(command_of(what, "a"), session_of("red"));
    lane_->until([] {
      return ask("select count(*) from pg_locks where locktype = 'advisory' and objid = 77 "
                 "and not granted") == "1";
    });
    submit(command_of(what, "a"), session_of("red"));
    turn();
    EXPECT_EQ(all(), (answers{"a1", "a2"}));
  }
}

TEST_F(crowd, of_equal_reads_is_told_of_their_error_each) {
  start(cold());
  fill();
  const shared_statement what = statement("SELECT 1 / (nextval('crowded.runs') - $1::text::int)");
  for (int i = 0; i < 5; ++i) submit(command_of(what, "1"), session_of("red"));
  EXPECT_EQ(all(), answers(5, "error 22012"));
}

TEST_F(crowd, of_equal_reads_is_answered_though_their_connection_was_lost) {
  start(cold());
  fill();
  const shared_statement what = statement("SELECT $1, pg_backend_pid() > 0");
  for (int i = 0; i < 5; ++i) submit(command_of(what, "a"), session_of("red"));
  ask("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 77 "
      "and not granted");
  EXPECT_EQ(all(), answers(5, "a,t"));
}

// Who leaves.

const char* const sleeping =
    "select count(*) from pg_stat_activity where state = 'active' and query like '%shared sleep%' "
    "and pid <> pg_backend_pid()";

shared_statement long_sleep() { return statement("SELECT $1, 'shared sleep', pg_sleep(30)"); }

TEST_F(crowd, that_shares_goes_on_for_the_others_when_one_leaves_the_line) {
  start(cold());
  for (const std::size_t leaves : {0U, 1U, 2U}) {
    fill();
    const shared_statement what = statement("SELECT $1 || nextval('crowded.runs')");
    for (int i = 0; i < 3; ++i) submit(command_of(what, "a"), session_of("red"));
    lane_->under_test.withdraw(asked_[first_ + leaves].get());
    release();
    for (std::size_t i = 0; i < 3; ++i) {
      if (i == leaves) continue;
      lane_->until([&] { return asked_[first_ + i]->answered.has_value(); });
    }
    lane_->during(20ms);
    EXPECT_FALSE(asked_[first_ + leaves]->answered);
    EXPECT_EQ(asked_[first_ + (leaves + 1) % 3]->only(), asked_[first_ + (leaves + 2) % 3]->only());
  }
  EXPECT_EQ(runs(), "3");
}

TEST_F(crowd, that_shares_is_not_asked_for_when_all_have_left_the_line) {
  start(cold());
  fill();
  const shared_statement what = statement("SELECT $1 || nextval('crowded.runs')");
  for (int i = 0; i < 3; ++i) submit(command_of(what, "a"), session_of("red"));
  for (std::size_t i = 0; i < 3; ++i) lane_->under_test.withdraw(asked_[first_ + i].get());
  release();
  EXPECT_EQ(lane_->answer("SELECT 2"), "2");
  EXPECT_EQ(runs(), "0");
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(asked_[first_ + i]->answered);
}

TEST_F(crowd, that_shares_is_not_cancelled_for_one_who_leaves) {
  for (const std::size_t leaves : {0U, 1U}) {
    start(cold());
    fill();
    const shared_statement what = statement("SELECT $1, 'shared sleep', pg_sleep(2)");
    for (int i = 0; i < 2; ++i) submit(command_of(what, "a"), session_of("red"));
    release();
    lane_->until([] { return ask(sleeping) == "1"; });
    lane_->under_test.withdraw(asked_[first_ + leaves].get());
    lane_->until([&] { return asked_[first_ + 1 - leaves]->answered.has_value(); });
    EXPECT_EQ(asked_[first_ + 1 - leaves]->only(), "a,shared sleep,");
    EXPECT_FALSE(asked_[first_ + leaves]->answered);
  }
}

TEST_F(crowd, that_shares_is_cancelled_when_all_have_left) {
  start(cold());
  fill();
  const shared_statement what = long_sleep();
  for (int i = 0; i < 3; ++i) submit(command_of(what, "a"), session_of("red"));
  release();
  lane_->until([] { return ask(sleeping) == "1"; });
  lane_->under_test.withdraw(asked_[first_].get());
  lane_->under_test.withdraw(asked_[first_ + 2].get());
  lane_->during(50ms);
  EXPECT_EQ(ask(sleeping), "1");
  lane_->under_test.withdraw(asked_[first_ + 1].get());
  lane_->until([] { return ask(sleeping) == "0"; });
  EXPECT_EQ(lane_->answer("SELECT 2"), "2");
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(asked_[first_ + i]->answered);
}

}  // namespace
}  // namespace fraiseql::postgres::crowding
