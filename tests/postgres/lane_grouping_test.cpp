// What waits for a connection at the same time goes out together, but never what was asked on
// behalf of two who ask, nor what writes.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "crowd.hpp"

namespace fraiseql::postgres::crowding {
namespace {

constexpr std::size_t most_of_a_sync = 16;

// Its transaction, and what was asked: no two are equal.
const char* const transaction = "SELECT pg_current_xact_id()::text, $1";

std::string transaction_of(const std::string& answer) { return answer.substr(0, answer.find(',')); }

TEST_F(crowd, of_one_session_goes_out_together) {
  start(hot());
  fill();
  const shared_statement what = statement(transaction);
  for (int i = 0; i < 5; ++i) submit(command_of(what, std::to_string(i)), session_of("red"));
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i], transaction_of(got[0]) + "," + std::to_string(i));
  }
}

TEST_F(crowd, of_different_statements_goes_out_together_too) {
  start(hot());
  fill();
  for (int i = 0; i < 5; ++i) {
    submit(to_command("SELECT pg_current_xact_id()::text, " + std::to_string(i)),
           session_of("red"));
  }
  std::set<std::string> transactions;
  for (const std::string& one : all()) transactions.insert(transaction_of(one));
  EXPECT_EQ(transactions.size(), 1U);
}

TEST_F(crowd, is_sent_in_groups_of_sixteen_at_most) {
  start(hot());
  fill();
  const shared_statement what = statement(transaction);
  for (int i = 0; i < 40; ++i) submit(command_of(what, std::to_string(i)), session_of("red"));
  std::map<std::string, std::size_t> sizes;
  for (const std::string& one : all()) ++sizes[transaction_of(one)];
  EXPECT_LT(sizes.size(), 40U);
  for (const auto& [name, size] : sizes) EXPECT_LE(size, most_of_a_sync) << name;
}

TEST_F(crowd, of_different_sessions_never_goes_out_together) {
  start(hot());
  fill();
  const shared_statement what = statement(
      "SELECT pg_current_xact_id()::text, $1, coalesce(current_setting('app.tenant', true), '')");
  const std::vector<std::string> tenants = {"red", "blue", "Red", "", "red "};
  for (int i = 0; i < 50; ++i) {
    const std::string& tenant = tenants[static_cast<std::size_t>(i) % 5];
    submit(command_of(what, std::to_string(i)), session_of(tenant));
  }
  const answers got = all();
  std::map<std::string, std::set<std::string>> tenants_of;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const std::string& tenant = tenants[i % 5];
    EXPECT_EQ(got[i], transaction_of(got[i]) + "," + std::to_string(i) + "," + tenant);
    tenants_of[transaction_of(got[i])].insert(tenant);
  }
  for (const auto& [name, all_of_it] : tenants_of) EXPECT_EQ(all_of_it.size(), 1U) << name;
}

TEST_F(crowd, of_nobody_is_told_nothing_of_others) {
  start(hot());
  fill();
  const shared_statement what =
      statement("SELECT $1, coalesce(current_setting('app.tenant', true), '')");
  for (int i = 0; i < 40; ++i) {
    submit(command_of(what, std::to_string(i)), i % 2 == 0 ? session_of("red") : nullptr);
  }
  const answers got = all();
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i], std::to_string(i) + (i % 2 == 0 ? ",red" : ","));
  }
}

// Two settings whose values run into each other are two sessions.
TEST_F(crowd, has_sessions_that_are_compared_value_by_value) {
  start(hot());
  fill();
  const auto told =
      std::make_shared<const sql::statement>(sql::tell_session({"app.tenant", "app.user"}));
  const auto other =
      std::make_shared<const sql::statement>(sql::tell_session({"app.user", "app.tenant"}));
  const auto made = [](const shared_statement& how, const std::string& a, const std::string& b) {
    return std::make_shared<const command>(
        command{.statement = how, .parameters = {sql::text_parameter(a), sql::text_parameter(b)}});
  };
  const shared_statement what = statement(
      "SELECT $1, current_setting('app.tenant', true), current_setting('app.user', true)");
  submit(command_of(what, "x"), made(told, "ab", "c"));
  submit(command_of(what, "x"), made(told, "a", "bc"));
  submit(command_of(what, "x"), made(other, "ab", "c"));
  submit(command_of(what, "x"), made(told, "", "abc"));
  EXPECT_EQ(all(), (answers{"x,ab,c", "x,a,bc", "x,c,ab", "x,,abc"}));
}

TEST_F(crowd, answers_an_error_to_whom_it_belongs) {
  start(hot());
  fill();
  const shared_statement what = statement("SELECT 12 / $1::text::int");
  const answers given = {"1", "2", "0", "3", "x", "4", "0", "6"};
  for (const std::string& one : given) submit(command_of(what, one), session_of("red"));
  EXPECT_EQ(all(),
            (answers{"12", "6", "error 22012", "4", "error 22P02", "3", "error 22012", "2"}));
}

// That one cannot tell who asks is an error of that session's alone.
TEST_F(crowd, answers_an_error_of_a_session_to_that_session) {
  start(hot());
  fill();
  const auto role = [](const std::string& name) {
    return std::make_shared<const command>(
        command{.statement = std::make_shared<const sql::statement>(sql::tell_session({"role"})),
                .parameters = {sql::text_parameter(name)}});
  };
  const shared_statement what = statement("SELECT $1");
  for (int i = 0; i < 4; ++i) {
    submit(command_of(what, "a" + std::to_string(i)), role("none"));
    submit(command_of(what, "b" + std::to_string(i)), role("crowded nobody"));
  }
  EXPECT_EQ(all(), (answers{"a0", "error 22023", "a1", "error 22023", "a2", "error 22023", "a3",
                            "error 22023"}));
}

TEST_F(crowd, keeps_the_commands_of_each_request_in_their_order) {
  start(hot());
  fill();
  for (int i = 0; i < 6; ++i) {
    const std::string n = std::to_string(i);
    asker().submit({to_command("SELECT $1", {n + "a"}), to_command("SELECT $1", {n + "b"}),
                    to_command("SELECT 1/0"), to_command("SELECT $1", {n + "c"})},
                   session_of("red"));
  }
  all();
  for (std::size_t i = first_; i < asked_.size(); ++i) {
    const std::string n = std::to_string(i - first_);
    EXPECT_EQ(asked_[i]->answered, (answers{n + "a", n + "b", "error 22012", n + "c"}));
  }
}

TEST_F(crowd, of_mutations_is_sent_one_by_one) {
  start(mutation());
  fill();
  const shared_statement what =
      statement("SELECT pg_current_xact_id()::text, nextval('crowded.runs') / $1::text::int");
  for (const char* by : {"1", "1", "0", "1"}) submit(command_of(what, by), session_of("red"));
  const answers got = all();
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(got[2], "error 22012");
  EXPECT_EQ(
      (std::set{transaction_of(got[0]), transaction_of(got[1]), transaction_of(got[3])}).size(),
      3U);
  EXPECT_EQ(runs(), "4");
}

// What functions left behind is undone before the next one's look.
TEST_F(crowd, that_is_cleaned_behind_is_sent_one_by_one) {
  start(hot());
  fill();
  const auto submit_cleaned = [&](const std::string& text) {
    asking& made = asker();
    lane_->under_test.submit({.commands = {to_command(text)},
                              .done =
                                  [&made](const std::vector<outcome>& outcomes) {
                                    made.answered.emplace();
                                    for (const outcome& one : outcomes) {
                                      made.answered->push_back(testing::to_text(one));
                                    }
                                  },
                              .session = session_of("red"),
                              .then = aftermath::clean,
                              .asked_by = &made});
  };
  for (int i = 0; i < 3; ++i) {
    submit_cleaned("SELECT set_config('app.left', 'x', false)");
    submit_cleaned("SELECT 'left: ' || coalesce(current_setting('app.left', true), '')");
  }
  EXPECT_EQ(all(), (answers{"x", "left: ", "x", "left: ", "x", "left: "}));
}

TEST_F(crowd, in_which_one_leaves_is_answered_but_for_that_one) {
  start(hot());
  fill();
  const shared_statement what = statement("SELECT $1");
  for (int i = 0; i < 10; ++i) submit(command_of(what, std::to_string(i)), session_of("red"));
  lane_->under_test.withdraw(asked_[first_ + 3].get());
  release();
  for (std::size_t i = 0; i < 10; ++i) {
    if (i == 3) continue;
    lane_->until([&] { return asked_[first_ + i]->answered.has_value(); });
    EXPECT_EQ(asked_[first_ + i]->only(), std::to_string(i));
  }
  lane_->during(20ms);
  EXPECT_FALSE(asked_[first_ + 3]->answered);
}

TEST_F(crowd, is_answered_when_the_lane_stops) {
  start(hot());
  fill();
  const shared_statement what = statement("SELECT $1");
  for (const char* one : {"a", "a", "b"}) submit(command_of(what, one), session_of("red"));
  lane_->under_test.stop();
  for (std::size_t i = first_; i < asked_.size(); ++i) {
    EXPECT_EQ(asked_[i]->only(), "error 08001");
  }
}

// However many of a busy session stand in line before him: his goes behind what is under way.
TEST_F(crowd, of_a_busy_session_is_passed_by_who_has_another) {
  start(hot());
  lock_ = std::make_unique<test_lane>(mutation());
  lock_->answer("SELECT pg_advisory_lock(77)");
  submit(to_command("SELECT pg_advisory_xact_lock(77)"), session_of("red"));
  turn();
  const shared_statement what = statement(transaction);
  for (int i = 0; i < 1'000; ++i) submit(command_of(what, std::to_string(i)), session_of("red"));
  submit(command_of(what, "other"), session_of("blue"));
  const answers got = all();
  ASSERT_EQ(got.size(), 1'002U);
  const auto number = [&](std::size_t at) { return std::stoll(transaction_of(got[at])); };
  EXPECT_EQ(got.back(), transaction_of(got.back()) + ",other");
  EXPECT_LT(number(1'001), number(1));
}

}  // namespace
}  // namespace fraiseql::postgres::crowding
