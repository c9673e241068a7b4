// Groups that nobody waits for any more: what is dropped, what is cancelled, what goes on, and
// that a cancel never reaches the next statement.
#include <gtest/gtest.h>

#include <random>

#include "cancel_proxy.hpp"
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

lane_options cold(std::size_t connections = 1) {
  return {.name = "cold",
          .connection = {.conninfo = conninfo()},
          .connections = connections,
          .work = repeatable::yes};
}

const char* const sleeping =
    "select count(*) from pg_stat_activity where state = 'active' and query like 'SELECT "
    "%withdrawn%'"
    " and query like '%pg_sleep%' and pid <> pg_backend_pid()";
const char* const long_sleep = "SELECT 'withdrawn', pg_sleep(30)";

// Asks on behalf of somebody.
struct asking {
  test_lane& lane;
  const void* key = this;
  std::optional<answers> answered = {};

  void submit(std::vector<command> commands) {
    lane.under_test.submit({.commands = std::move(commands),
                            .done =
                                [this](const std::vector<outcome>& all) {
                                  EXPECT_FALSE(answered) << "answered twice";
                                  answered.emplace();
                                  for (const outcome& one : all) {
                                    answered->push_back(testing::to_text(one));
                                  }
                                },
                            .asked_by = key});
  }
  void submit(std::string text) { submit({to_command(std::move(text))}); }
  bool withdraw() { return lane.under_test.withdraw(key); }
};

void await_sleeping(test_lane& lane, const std::string& count) {
  lane.until([&] { return ask(sleeping) == count; });
}

TEST(withdrawing, cancels_what_is_under_way) {
  test_lane lane(cold());
  asking one{lane};
  one.submit(long_sleep);
  await_sleeping(lane, "1");
  EXPECT_FALSE(one.withdraw());
  await_sleeping(lane, "0");
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_FALSE(one.answered);
  EXPECT_EQ(lane.changes, 1);  // over the same connection
}

TEST(withdrawing, sends_nothing_of_it_again) {
  run("drop sequence if exists runs cascade; create sequence runs");
  test_lane lane(cold(2));
  asking one{lane};
  // An error aborts those behind it, which a lane of reads sends again otherwise.
  one.submit({to_command(long_sleep), to_command("SELECT nextval('runs')")});
  await_sleeping(lane, "1");
  one.withdraw();
  await_sleeping(lane, "0");
  EXPECT_EQ(lane.answers({to_command("SELECT 2")}), answers{"2"});
  EXPECT_EQ(lane.answers({to_command("SELECT 3")}), answers{"3"});
  EXPECT_EQ(ask("select is_called from runs"), "f");
  EXPECT_FALSE(one.answered);
}

TEST(withdrawing, takes_back_what_is_sent_again_each_alone) {
  test_lane lane(cold(2));
  asking one{lane};
  one.submit({to_command("SELECT 1/0"), to_command(long_sleep), to_command(long_sleep),
              to_command(long_sleep)});
  await_sleeping(lane, "2");
  EXPECT_TRUE(one.withdraw());  // the third is in line
  await_sleeping(lane, "0");
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_FALSE(one.answered);
}

TEST(withdrawing, drops_what_is_in_line_and_nothing_else) {
  test_lane lane(cold());
  asking first{lane};
  asking second{lane};
  asking third{lane};
  first.submit(long_sleep);
  await_sleeping(lane, "1");
  second.submit("SELECT 2");
  third.submit("SELECT 3");
  EXPECT_TRUE(second.withdraw());
  EXPECT_FALSE(second.withdraw());
  EXPECT_EQ(ask(sleeping), "1");
  first.withdraw();
  lane.until([&] { return third.answered.has_value(); });
  EXPECT_EQ(third.answered, answers{"3"});
  EXPECT_FALSE(first.answered);
  EXPECT_FALSE(second.answered);
}

TEST(withdrawing, is_of_no_effect_on_what_is_answered_or_unknown) {
  test_lane lane(cold());
  asking one{lane};
  asking other{lane};
  one.submit("SELECT 1");
  lane.until([&] { return one.answered.has_value(); });
  EXPECT_FALSE(one.withdraw());
  EXPECT_FALSE(lane.under_test.withdraw(nullptr));
  other.submit("SELECT pg_sleep(0.2)");
  EXPECT_FALSE(one.withdraw());
  lane.until([&] { return other.answered.has_value(); });
  EXPECT_EQ(other.answered, answers{""});
}

TEST(withdrawing, never_cancels_on_a_lane_whose_connections_are_shared) {
  lane_options options = cold();
  options.depth = 2;
  test_lane lane(options);
  asking one{lane};
  one.submit("SELECT 'withdrawn', pg_sleep(2)");
  await_sleeping(lane, "1");
  EXPECT_FALSE(one.withdraw());
  lane.until([&] { return one.answered.has_value(); });
  EXPECT_EQ(one.answered, answers{"withdrawn,"});
}

TEST(withdrawing, never_cancels_a_mutation_but_drops_one_in_line) {
  run("drop table if exists made; create table made (n int)");
  lane_options options = cold();
  options.work = repeatable::no;
  test_lane lane(options);
  asking one{lane};
  asking other{lane};
  one.submit("INSERT INTO made SELECT 1 FROM (SELECT 'withdrawn', pg_sleep(0.5)) AS s");
  other.submit("INSERT INTO made VALUES (2)");
  EXPECT_FALSE(one.withdraw());
  EXPECT_TRUE(other.withdraw());
  lane.until([&] { return one.answered.has_value(); });
  EXPECT_EQ(one.answered, answers{""});
  EXPECT_EQ(ask("select string_agg(n::text, ',') from made"), "1");
  EXPECT_FALSE(other.answered);
}

// The statements end at about the time when the cancel comes, on either side of it.
TEST(withdrawing, never_reaches_the_next_statement) {
  constexpr int alternations = 3'000;
  lane_options options = cold();
  options.max_wait = 30s;
  test_lane lane(options);
  std::mt19937 random(20);
  int right = 0;
  for (int i = 0; i < alternations; ++i) {
    asking one{lane};
    const auto length = std::to_string(random() % 2'000);
    one.submit({to_command("SELECT count(*) FROM generate_series(1, $1::text::int)", {length})});
    if (random() % 2 == 0) lane.during(std::chrono::milliseconds(random() % 2));
    one.withdraw();
    right += lane.answer("SELECT $1", {std::to_string(i)}) == std::to_string(i) ? 1 : 0;
  }
  EXPECT_EQ(right, alternations);
  EXPECT_EQ(lane.changes, 1);
}

TEST(withdrawing, gives_a_connection_no_work_until_its_cancel_has_come_back) {
  testing::cancel_proxy proxy(conninfo());
  lane_options options = cold();
  options.connection.conninfo = proxy.conninfo();
  options.max_wait = 30s;
  test_lane lane(options);
  asking one{lane};
  asking next{lane};
  one.submit("SELECT 'withdrawn', pg_sleep(0.2)");
  one.withdraw();
  lane.until([&] { return proxy.kept() == 1; });
  await_sleeping(lane, "0");
  next.submit("SELECT pg_sleep(0.1), 2");
  lane.during(50ms);
  EXPECT_FALSE(next.answered);
  proxy.let_go();
  lane.until([&] { return next.answered.has_value(); });
  EXPECT_EQ(next.answered, answers{",2"});
  EXPECT_EQ(lane.changes, 1);
}

TEST(withdrawing, makes_a_connection_anew_whose_cancel_does_not_come_back) {
  testing::cancel_proxy proxy(conninfo());
  lane_options options = cold();
  options.connection.conninfo = proxy.conninfo();
  options.connection.cancel_timeout = 200ms;
  test_lane lane(options);
  const std::string backend = lane.answer("SELECT pg_backend_pid()");
  asking one{lane};
  one.submit("SELECT 'withdrawn', pg_sleep(1)");
  one.withdraw();
  EXPECT_NE(lane.answer("SELECT pg_backend_pid()"), backend);
  EXPECT_FALSE(one.answered);
  proxy.let_go();  // of no effect on the new one
  EXPECT_EQ(lane.answer("SELECT pg_sleep(0.1), 2"), ",2");
}

TEST(withdrawing, survives_a_connection_that_is_lost_meanwhile) {
  testing::cancel_proxy proxy(conninfo());
  lane_options options = cold();
  options.connection.conninfo = proxy.conninfo();
  test_lane lane(options);
  const std::string backend = lane.answer("SELECT pg_backend_pid()");
  asking one{lane};
  one.submit(long_sleep);
  await_sleeping(lane, "1");
  one.withdraw();
  lane.until([&] { return proxy.kept() == 1; });
  ask("select pg_terminate_backend(" + backend + ")");
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_EQ(ask(sleeping), "0");  // and it is not sent again
  proxy.let_go();
  EXPECT_EQ(lane.answer("SELECT pg_sleep(0.1), 3"), ",3");
  EXPECT_FALSE(one.answered);
}

TEST(withdrawing, survives_the_end_of_the_lane) {
  testing::cancel_proxy proxy(conninfo());
  lane_options options = cold();
  options.connection.conninfo = proxy.conninfo();
  const auto key = std::make_shared<int>(0);
  {
    test_lane lane(options);
    lane.under_test.submit({.commands = {to_command(long_sleep)},
                            .done = [key](const auto&) { ADD_FAILURE() << "answered"; },
                            .asked_by = key.get()});
    lane.under_test.withdraw(key.get());
    lane.until([&] { return proxy.kept() == 1; });
  }
  EXPECT_EQ(key.use_count(), 1);
  // The thread finds nothing of the lane and its loop.
  proxy.let_go();
  ask("select pg_terminate_backend(pid) from pg_stat_activity where query like '%withdrawn%' and "
      "pid <> pg_backend_pid()");
}

TEST(withdrawing, survives_the_stop_of_the_lane) {
  test_lane lane(cold());
  asking one{lane};
  one.submit(long_sleep);
  await_sleeping(lane, "1");
  one.withdraw();
  lane.under_test.stop();
  await_sleeping(lane, "0");
  EXPECT_FALSE(one.answered);
  EXPECT_FALSE(one.withdraw());
}

}  // namespace
}  // namespace fraiseql::postgres
