// What the statements of a request are told of who asks, and what a call leaves behind: against a
// real PostgreSQL, on lanes of one connection, so that each group stands where the last one was.
#include "sql/session.hpp"

#include <gtest/gtest.h>

#include "looked_database.hpp"

namespace fraiseql::postgres {
namespace {

using namespace std::chrono_literals;
using testing::ask;
using testing::conninfo;
using testing::run;
using testing::test_lane;
using testing::to_command;
using answers = std::vector<std::string>;

const char* const tenant = "SELECT current_setting('app.tenant', true)";
const char* const role = "SELECT current_user";

lane_options one_connection(repeatable work) {
  return {.name = "one",
          .connection = {.conninfo = conninfo(), .settings = {{"TimeZone", "UTC"}}},
          .connections = 1,
          .work = work};
}

std::shared_ptr<const command> told(const std::string& value, const std::string& as = "none") {
  return std::make_shared<const command>(
      command{.statement =
                  std::make_shared<const sql::statement>(sql::tell_session({"role", "app.tenant"})),
              .parameters = {sql::text_parameter(as), sql::text_parameter(value)}});
}

command call(const std::string& text) {
  return {.statement = std::make_shared<const sql::statement>(
              sql::statement{.text = text, .is_call = true})};
}

command of_the_server(const std::string& text) {
  command made = to_command(text);
  made.as = run_as::server;
  return made;
}

struct sessions : ::testing::Test {
  static void SetUpTestSuite() {
    run_as_superuser("drop role if exists asker; create role asker nologin; grant asker to " +
                     ask("SELECT current_user"));
    run("create sequence if not exists left_numbers");
  }
  static void TearDownTestSuite() { run_as_superuser("drop role asker"); }

  answers answered(group work) {
    auto seen = std::make_shared<std::optional<answers>>();
    work.done = [seen](const std::vector<outcome>& outcomes) {
      seen->emplace();
      for (const outcome& one : outcomes) (*seen)->push_back(testing::to_text(one));
    };
    lane.under_test.submit(std::move(work));
    lane.until([&] { return seen->has_value(); });
    return seen->value_or(answers{});
  }
  answers reads(std::vector<command> commands, std::shared_ptr<const command> session) {
    return answered({.commands = std::move(commands), .done = {}, .session = std::move(session)});
  }
  answers calls(std::vector<command> commands, undone_group undone = undone_group::is_answered) {
    return answered({.commands = std::move(commands),
                     .done = {},
                     .session = told("ours"),
                     .then = aftermath::clean,
                     .undone = undone});
  }

  test_lane lane{one_connection(repeatable::no)};
};

TEST_F(sessions, say_who_asks_for_their_group_alone) {
  EXPECT_EQ(reads({to_command(tenant), to_command(role)}, told("a", "asker")),
            (answers{"a", "asker"}));
  EXPECT_EQ(reads({to_command(tenant)}, told("")), (answers{""}));
  EXPECT_EQ(reads({to_command(tenant), to_command(role)}, nullptr),
            (answers{"", ask("SELECT current_user")}));
}

TEST_F(sessions, are_told_again_behind_a_call_of_a_group) {
  EXPECT_EQ(calls({call("SELECT set_config('app.tenant', 'theirs', false)"), to_command(tenant)}),
            (answers{"theirs", "ours"}));
  EXPECT_EQ(calls({call("SELECT set_config('role', 'asker', true)"), to_command(role)}),
            (answers{"asker", ask("SELECT current_user")}));
}

TEST_F(sessions, end_for_what_the_server_does_itself) {
  const std::string server = ask("SELECT current_user");
  EXPECT_EQ(reads({of_the_server(role), to_command(role), of_the_server(role), to_command(role),
                   to_command(tenant)},
                  told("a", "asker")),
            (answers{server, "asker", server, "asker", "a"}));
}

TEST_F(sessions, keep_everything_from_being_done_where_they_fail) {
  run("drop table if exists made; create table made (n int)");
  EXPECT_EQ(reads({to_command("INSERT INTO made VALUES (1)"), to_command("SELECT 2")},
                  told("a", "nobody_like_that")),
            (answers{"error 22023", "error 22023"}));
  EXPECT_EQ(ask("select count(*) from made"), "0");
  EXPECT_EQ(reads({to_command(tenant)}, told("b")), (answers{"b"}));
}

TEST(sessions_of_reads, are_told_to_what_is_sent_again_alone) {
  test_lane lane(one_connection(repeatable::yes));
  auto seen = std::make_shared<std::optional<answers>>();
  lane.under_test.submit({.commands = {to_command("SELECT 1/0"), to_command(tenant)},
                          .done =
                              [seen](const std::vector<outcome>& outcomes) {
                                seen->emplace();
                                for (const outcome& one : outcomes)
                                  (*seen)->push_back(testing::to_text(one));
                              },
                          .session = told("a")});
  lane.until([&] { return seen->has_value(); });
  EXPECT_EQ(**seen, (answers{"error 22012", "a"}));
}

// What a function does to its session, and how another transaction would know of it.
struct leftover {
  const char* left;
  const char* seen;
  const char* clean;
};

TEST_F(sessions, find_nothing_of_what_a_call_left_behind) {
  const leftover all[] = {
      {"SELECT set_config('app.tenant', 'theirs', false)", tenant, ""},
      {"SELECT set_config('app.other', 'theirs', false)",
       "SELECT coalesce(current_setting('app.other', true), '')", ""},
      {"SELECT set_config('role', 'asker', false)", role, nullptr},
      {"SELECT set_config('search_path', 'pg_temp', false)", "SHOW search_path",
       "\"$user\", public"},
      {"SELECT set_config('TimeZone', 'Asia/Tokyo', false)", "SHOW TimeZone", "UTC"},
      {"SELECT set_config('statement_timeout', '1ms', false)", "SHOW statement_timeout", "0"},
      {"SELECT set_config('client_encoding', 'LATIN1', false)", "SHOW client_encoding", "UTF8"},
      {"SELECT set_config('default_transaction_read_only', 'on', false)",
       "SHOW default_transaction_read_only", "off"},
      {"DO $$ BEGIN SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE; END "
       "$$",
       "SHOW default_transaction_isolation", "read committed"},
      {"CREATE TEMP TABLE tv_note AS SELECT 1 AS n",
       "SELECT coalesce(to_regclass('pg_temp.tv_note')::text, 'none')", "none"},
      {"SELECT pg_advisory_lock(4711)",
       "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711", "0"},
      {"DO $$ BEGIN EXECUTE 'DECLARE c CURSOR WITH HOLD FOR SELECT 1'; END $$",
       "SELECT count(*) FROM pg_cursors WHERE name = 'c'", "0"},
      {"DO $$ BEGIN LISTEN left_behind; END $$", "SELECT count(*) FROM pg_listening_channels()",
       "0"},
  };
  for (const leftover& one : all) {
    const answers left = calls({call(one.left)});
    ASSERT_EQ(left.size(), 1U);
    EXPECT_FALSE(left.front().starts_with("error")) << one.left << ": " << left.front();
    const std::string clean = one.clean == nullptr ? ask("SELECT current_user") : one.clean;
    EXPECT_EQ(reads({to_command(one.seen)}, nullptr), (answers{clean})) << one.left;
  }
}

TEST_F(sessions, know_nothing_of_the_numbers_of_another) {
  calls({call("SELECT nextval('left_numbers')")});
  EXPECT_EQ(reads({to_command("SELECT lastval()")}, nullptr), (answers{"error 55000"}));
}

// It must be free though nobody comes to use the connection again.
TEST_F(sessions, leave_no_lock_on_a_connection_that_rests) {
  calls({call("SELECT pg_advisory_lock(4712)")});
  lane.until([] {
    return ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4712") == "0";
  });
}

TEST_F(sessions, are_clean_also_behind_a_call_that_failed) {
  EXPECT_EQ(calls({call("SELECT pg_advisory_lock(4713)"), call("SELECT 1/0")}),
            (answers{"", "error 22012"}));
  EXPECT_EQ(reads({to_command("SELECT count(*) FROM pg_locks WHERE objid = 4713")}, nullptr),
            (answers{"0"}));
}

// What cannot be made clean is not used again.
TEST_F(sessions, are_given_up_where_a_call_took_the_prepared_statements_away) {
  const answers before = reads({to_command("SELECT pg_backend_pid()")}, told("a"));
  EXPECT_EQ(calls({call("DO $$ BEGIN DEALLOCATE ALL; END $$")}), (answers{""}));
  const answers after = reads({to_command("SELECT pg_backend_pid()")}, told("a"));
  ASSERT_EQ(after.size(), 1U);
  EXPECT_NE(after, before);
  EXPECT_FALSE(after.front().starts_with("error")) << after.front();
}

// Each attempt takes a number, which no rollback gives back.
struct undone : sessions {
  void SetUp() override {
    run("drop sequence if exists attempts; create sequence attempts; "
        "create or replace function attempt(successful int, state text) returns text "
        "language plpgsql as $$ declare n int := nextval('attempts'); begin "
        "if n < successful then raise exception using errcode = state; end if; "
        "return 'done at ' || n; end $$");
  }
  static std::string attempts() { return ask("SELECT last_value FROM attempts"); }
};

TEST_F(undone, groups_are_sent_again_where_they_may_be) {
  for (const std::string state : {"40001", "40P01"}) {
    SetUp();
    EXPECT_EQ(calls({call("SELECT attempt(3, '" + state + "')")}, undone_group::is_sent_again),
              (answers{"done at 3"}));
  }
}

TEST_F(undone, groups_are_sent_four_times_at_most) {
  EXPECT_EQ(calls({call("SELECT attempt(5, '40001')")}, undone_group::is_sent_again),
            (answers{"error 40001"}));
  EXPECT_EQ(attempts(), "4");
  SetUp();
  EXPECT_EQ(calls({call("SELECT attempt(4, '40001')")}, undone_group::is_sent_again),
            (answers{"done at 4"}));
}

TEST_F(undone, groups_are_answered_where_they_may_not_be_sent_again) {
  EXPECT_EQ(calls({call("SELECT attempt(2, '40001')")}), (answers{"error 40001"}));
  EXPECT_EQ(attempts(), "1");
}

TEST_F(undone, groups_with_other_errors_are_answered) {
  EXPECT_EQ(calls({call("SELECT attempt(2, '23505')")}, undone_group::is_sent_again),
            (answers{"error 23505"}));
  EXPECT_EQ(attempts(), "1");
}

TEST_F(undone, groups_that_rest_are_refused_when_the_lane_stops) {
  auto seen = std::make_shared<std::optional<std::string>>();
  lane.under_test.submit({.commands = {call("SELECT attempt(100, '40001')")},
                          .done =
                              [seen](const std::vector<outcome>& outcomes) {
                                *seen = testing::to_text(outcomes.front());
                              },
                          .undone = undone_group::is_sent_again});
  lane.until([] { return attempts() != "0" && ask("SELECT is_called FROM attempts") == "t"; });
  lane.under_test.stop();
  lane.until([&] { return seen->has_value(); });
  EXPECT_TRUE((*seen)->starts_with("error ")) << **seen;
}

}  // namespace
}  // namespace fraiseql::postgres
