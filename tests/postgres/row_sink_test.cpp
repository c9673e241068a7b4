// Groups whose rows are given while they come: which of them and in which order, that a pause stops
// PostgreSQL, what is sent again (nothing), and what a withdrawal leaves.
#include <gtest/gtest.h>

#include "cluster.hpp"

namespace fraiseql::postgres {
namespace {

using testing::ask;
using testing::conninfo;
using testing::run;
using testing::test_lane;
using testing::to_command;

lane_options lane_of_one() {
  return {.name = "cold",
          .connection = {.conninfo = conninfo()},
          .connections = 1,
          .work = repeatable::yes};
}

command row_by_row(std::string text) {
  command made = to_command(std::move(text));
  made.rows_come = delivery::row_by_row;
  return made;
}

// Writes down what comes, and pauses after so many rows.
struct noting_sink : row_sink {
  appetite take(std::size_t command, std::span<const rows> some) override {
    EXPECT_LE(some.size(), 64U);
    for (const rows& one : some) {
      EXPECT_EQ(one.count(), 1U);
      last = std::to_string(command) + ":" + std::string(one.value(0, 0));
      if (taken < 3) note(last);
      ++taken;
    }
    if (taken < pause_at) return appetite::more;
    is_paused = true;
    return appetite::pause;
  }
  void take_whole(std::size_t command, rows& all) override {
    note(std::to_string(command) + " whole " + std::to_string(all.count()));
  }
  void on_silence() override { note("silence"); }

  void note(const std::string& what) { noted += what + "; "; }
  void go_on() {
    pause_at = static_cast<std::size_t>(-1);
    is_paused = false;
    resume();
  }

  std::string noted;
  std::string last;
  std::size_t taken = 0;
  std::size_t pause_at = static_cast<std::size_t>(-1);
  bool is_paused = false;
};

struct submitted {
  test_lane& lane;
  std::shared_ptr<noting_sink> sink = std::make_shared<noting_sink>();
  std::optional<std::string> outcomes = {};

  void submit(std::vector<command> commands) {
    lane.under_test.submit({.commands = std::move(commands),
                            .done =
                                [this](const std::vector<outcome>& all) {
                                  outcomes.emplace();
                                  for (const outcome& one : all) {
                                    *outcomes += one ? "ok; " : one.error().sqlstate + "; ";
                                  }
                                },
                            .sink = sink,
                            .asked_by = this});
  }
  std::string answered(std::vector<command> commands) {
    submit(std::move(commands));
    lane.until([this] { return outcomes.has_value(); });
    return outcomes.value_or("");
  }
};

// In FROM PostgreSQL would gather all rows before it gives the first.
const char* const endless = "SELECT generate_series(1, 1000000000) AS n, 'endless'";
const char* const at_work =
    "select string_agg(coalesce(wait_event, 'none'), ',') from pg_stat_activity where state = "
    "'active' and query like '%''endless''%' and pid <> pg_backend_pid()";

TEST(row_sink, is_given_rows_while_they_come_and_all_else_whole) {
  test_lane lane(lane_of_one());
  for (int i = 0; i < 2; ++i) {  // prepared the second time
    submitted one{lane};
    EXPECT_EQ(one.answered({to_command("SELECT 7"), row_by_row("SELECT generate_series(1, 1000)"),
                            to_command("SELECT 8"), row_by_row("SELECT generate_series(5, 6)")}),
              "ok; ok; ok; ok; ");
    EXPECT_EQ(one.sink->noted, "0 whole 1; 1:1; 1:2; 1:3; 1 whole 0; 2 whole 1; 3 whole 0; ");
    EXPECT_EQ(one.sink->taken, 1002U);
    EXPECT_EQ(one.sink->last, "3:6");
  }
}

TEST(row_sink, may_be_the_first_and_have_no_row) {
  test_lane lane(lane_of_one());
  submitted one{lane};
  EXPECT_EQ(one.answered({row_by_row("SELECT 1 WHERE false"), row_by_row("SELECT 2")}), "ok; ok; ");
  EXPECT_EQ(one.sink->noted, "0 whole 0; 1:2; 1 whole 0; ");
}

TEST(row_sink, is_not_given_errors) {
  test_lane lane(lane_of_one());
  submitted one{lane};
  EXPECT_EQ(one.answered({row_by_row("SELECT 1 / (500 - n) FROM generate_series(1, 1000) n"),
                          to_command("SELECT 8")}),
            "22012; FQ001; ");
  EXPECT_EQ(one.sink->noted.find("whole"), std::string::npos);
  EXPECT_LT(one.sink->taken, 500U);
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
}

TEST(row_sink, has_its_group_sent_once) {
  run("drop sequence if exists attempts; create sequence attempts");
  test_lane lane(lane_of_one());
  submitted stale{lane};
  EXPECT_EQ(stale.answered({to_command("SELECT nextval('attempts')"),
                            to_command("SELECT * FROM not_there"), row_by_row("SELECT 1")}),
            "ok; 42P01; FQ001; ");
  EXPECT_EQ(ask("select last_value from attempts"), "1");
  submitted lost{lane};
  EXPECT_EQ(lost.answered({row_by_row("SELECT pg_terminate_backend(pg_backend_pid())")}),
            "08007; ");
}

TEST(row_sink, that_pauses_stops_postgresql_and_goes_on) {
  test_lane lane(lane_of_one());
  submitted one{lane};
  one.sink->pause_at = 100;
  one.submit({row_by_row("SELECT generate_series(1, 2000000) AS n, 'endless'")});
  lane.until([&] { return one.sink->is_paused && ask(at_work) == "ClientWrite"; });
  const std::size_t taken = one.sink->taken;
  EXPECT_LT(taken, 100 + 64U);
  lane.during(std::chrono::milliseconds(50));
  EXPECT_EQ(one.sink->taken, taken);
  one.sink->go_on();
  lane.until([&] { return one.outcomes.has_value(); });
  EXPECT_EQ(one.outcomes, "ok; ");
  EXPECT_EQ(one.sink->taken, 2'000'000U);
  EXPECT_EQ(one.sink->last, "0:2000000");
}

TEST(row_sink, that_pauses_is_withdrawn_and_the_connection_free_again) {
  test_lane lane(lane_of_one());
  submitted one{lane};
  one.sink->pause_at = 1;
  one.submit({row_by_row(endless)});
  lane.until([&] { return one.sink->is_paused && ask(at_work) == "ClientWrite"; });
  lane.under_test.withdraw(&one);
  const std::size_t taken = one.sink->taken;
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_EQ(one.sink->taken, taken);
  EXPECT_FALSE(one.outcomes);
  EXPECT_EQ(lane.changes, 1);  // over the same connection
  one.sink->go_on();           // of nothing
  EXPECT_EQ(lane.answer("SELECT 3"), "3");
}

TEST(row_sink, that_takes_is_withdrawn_while_rows_come) {
  test_lane lane(lane_of_one());
  submitted one{lane};
  one.submit({row_by_row(endless)});
  lane.until([&] { return one.sink->taken > 1000; });
  lane.under_test.withdraw(&one);
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_EQ(lane.changes, 1);
}

TEST(row_sink, hears_of_silence_but_not_while_it_pauses_itself) {
  lane_options options = lane_of_one();
  options.connection.answer_timeout = std::chrono::milliseconds(300);
  test_lane lane(options);
  submitted paused{lane};
  paused.sink->pause_at = 1;
  paused.submit({row_by_row(endless)});
  lane.until([&] { return paused.sink->is_paused; });
  lane.during(std::chrono::milliseconds(1'000));
  EXPECT_EQ(paused.sink->noted.find("silence"), std::string::npos) << paused.sink->noted;
  lane.under_test.withdraw(&paused);
  submitted slow{lane};
  slow.submit({row_by_row("SELECT 1, pg_sleep(30)")});
  lane.until([&] { return slow.sink->noted == "silence; "; });
  lane.under_test.withdraw(&slow);
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_EQ(lane.changes, 1);
}

// Their readers may be slow for as long as they like.
TEST(row_sink, has_half_of_the_connections_at_most) {
  lane_options options = lane_of_one();
  options.connections = 3;
  test_lane lane(options);
  submitted first{lane};
  submitted second{lane};
  for (submitted* const one : {&first, &second}) one->sink->pause_at = 1;
  first.submit({row_by_row(endless)});
  lane.until([&] { return first.sink->is_paused; });
  second.submit({row_by_row(endless)});
  EXPECT_EQ(lane.answer("SELECT 2"), "2");
  EXPECT_EQ(lane.answer("SELECT 3"), "3");
  EXPECT_FALSE(second.sink->is_paused);
  lane.under_test.withdraw(&first);
  lane.until([&] { return second.sink->is_paused; });
  lane.under_test.withdraw(&second);
  EXPECT_EQ(lane.answer("SELECT 4"), "4");
}

}  // namespace
}  // namespace fraiseql::postgres
