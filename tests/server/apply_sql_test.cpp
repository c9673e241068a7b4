// SQL files applied to databases of a real cluster, one empty database a test; and the
// places in scripts that its failures name.
#include "server/apply_sql.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "server/development_database_support.hpp"
#include "server/sql_script.hpp"
#include "support/eventually.hpp"

namespace fraiseql::server {
namespace {

using namespace fraiseql::testing;

class apply_sql_test : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    project_ = std::make_unique<temporary_project>();
    database_ = started({.project = project_->path()});
    ASSERT_TRUE(database_);
  }
  static void TearDownTestSuite() {
    database_.reset();
    project_.reset();
  }

  void SetUp() override {
    const std::string admin = with(database_->owner_conninfo(), "user=", "postgres");
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    const std::string database = name.substr(0, 60);
    run(admin, "create database " + database + " owner fraiseql_owner");
    owner_ = with(database_->owner_conninfo(), "dbname=", database);
    serving_ = with(database_->serving_conninfo(), "dbname=", database);
    admin_ = with(admin, "dbname=", database);
  }

  // The connection string with another value behind `key`.
  static std::string with(std::string conninfo, const std::string& key, const std::string& value) {
    const std::size_t begin = conninfo.find(key) + key.size();
    return conninfo.replace(begin, conninfo.find(' ', begin) - begin, value);
  }

  result<int, apply_failure> apply(const std::string& serving_role = {}) const {
    return apply_sql(
        {.directory = files_.path(), .owner_conninfo = owner_, .serving_role = serving_role}, {});
  }
  int applied(const std::string& serving_role = {}) const {
    const auto count = apply(serving_role);
    EXPECT_TRUE(count) << count.error().message;
    return count ? *count : -1;
  }
  // The failure's message without the directory.
  std::string refusal() const {
    const auto count = apply();
    if (count) return "it was applied";
    EXPECT_FALSE(count.error().hint.empty());
    std::string message = count.error().message;
    const std::size_t path = message.find(files_.path().string() + "/");
    return path == std::string::npos ? message
                                     : message.erase(path, files_.path().string().size() + 1);
  }
  std::string relation(const std::string& name) const {
    return ask(owner_, "select to_regclass('" + name + "')::text");
  }

  static inline std::unique_ptr<temporary_project> project_;
  static inline database_pointer database_;
  temporary_project files_ = {};
  std::string owner_ = {};
  std::string serving_ = {};
  std::string admin_ = {};
};

TEST_F(apply_sql_test, applies_each_file_once_in_the_order_of_their_names) {
  files_.write("10_row.sql", "insert into note values (1);");
  files_.write("09_note.sql", "create table note (n int);");
  files_.write("notes.txt", "not sql");
  files_.write("below/00.sql", "not sql");
  EXPECT_EQ(applied(), 2);
  EXPECT_EQ(applied(), 0);
  EXPECT_EQ(ask(owner_,
                "select string_agg(file || length(sha256), ' ' order by file) "
                "from fraiseql.applied"),
            "09_note.sql64 10_row.sql64");
  EXPECT_EQ(ask(owner_, "select count(*) from note"), "1");
}

TEST_F(apply_sql_test, applies_a_changed_file_again) {
  files_.write("1.sql", "create table if not exists note (n int); insert into note values (1);");
  EXPECT_EQ(applied(), 1);
  files_.write("1.sql", "create table if not exists note (n int); insert into note values (2);");
  EXPECT_EQ(applied(), 1);
  EXPECT_EQ(applied(), 0);
  EXPECT_EQ(ask(owner_, "select sum(n) from note"), "3");
}

TEST_F(apply_sql_test, says_what_it_applies) {
  files_.write("1.sql", "select 1");
  std::vector<std::string> lines;
  ASSERT_TRUE(apply_sql({.directory = files_.path(), .owner_conninfo = owner_},
                        [&lines](std::string_view line) { lines.emplace_back(line); }));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0], "applied " + (files_.path() / "1.sql").string());
}

TEST_F(apply_sql_test, ends_soon_when_it_is_to_stop_and_keeps_nothing_of_the_file) {
  files_.write("1.sql", "create table made (n int); select pg_sleep(600);");
  std::stop_source stop;
  std::thread stopping([&] {
    EXPECT_TRUE(eventually([&] {
      return ask(admin_,
                 "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and "
                 "datname = current_database()") == "1";
    }));
    stop.request_stop();
  });
  const auto count = apply_sql(
      {.directory = files_.path(), .owner_conninfo = owner_, .stop = stop.get_token()}, {});
  stopping.join();
  EXPECT_FALSE(count);
  EXPECT_TRUE(eventually([&] {
    return ask(admin_,
               "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and "
               "datname = current_database()") == "0";
  })) << "PostgreSQL sleeps on";
  EXPECT_EQ(relation("made"), "null");
}

// Applies on a thread of its own, which is told to stop.
class applying {
 public:
  explicit applying(apply_sql_options options)
      : thread_([this, options = std::move(options)](const std::stop_token& stop) mutable {
          options.stop = stop;
          EXPECT_FALSE(apply_sql(options, {}));
          has_ended_ = true;
        }) {}

  [[nodiscard]] bool ends_when_stopped() {
    thread_.request_stop();
    return eventually([this] { return has_ended_.load(); });
  }

 private:
  std::atomic<bool> has_ended_ = false;
  std::jthread thread_;
};

constexpr const char* sleepers =
    "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and "
    "datname = current_database()";

TEST_F(apply_sql_test, ends_soon_while_a_copy_to_the_client_says_nothing) {
  // Enough for the server to send it, so that the copy has begun here.
  files_.write("1.sql",
               "copy (select repeat('x', 20000) union all select pg_sleep(600)::text) to stdout;");
  applying under_way({.directory = files_.path(), .owner_conninfo = owner_});
  EXPECT_TRUE(eventually([&] { return ask(admin_, sleepers) == "1"; }));
  EXPECT_TRUE(under_way.ends_when_stopped());
}

TEST_F(apply_sql_test, ends_soon_while_postgresql_does_not_answer) {
  files_.write("1.sql", "select pg_sleep(600);");
  applying under_way({.directory = files_.path(), .owner_conninfo = owner_});
  EXPECT_TRUE(eventually([&] { return ask(admin_, sleepers) == "1"; }));
  const pid_t postmaster = postmaster_of(*project_);
  kill(postmaster, SIGSTOP);
  EXPECT_TRUE(under_way.ends_when_stopped());
  kill(postmaster, SIGCONT);
}

TEST_F(apply_sql_test, ends_soon_while_postgresql_does_not_read) {
  std::stop_source stop;
  auto session = blocking_session::connect(owner_, 5, stop.get_token());
  ASSERT_TRUE(session);
  const auto id = session->query("select pg_backend_pid()");
  ASSERT_TRUE(id);
  const pid_t backend = std::atoi(id->front().front()->c_str());
  kill(backend, SIGSTOP);
  std::atomic<bool> has_ended = false;
  std::jthread sending([&] {
    // More than the buffers of a socket hold.
    EXPECT_FALSE(session->run_script("select 1;" + std::string(8UL * 1024 * 1024, ' ')));
    session.value() = *blocking_session::connect(owner_);
    has_ended = true;
  });
  stop.request_stop();
  EXPECT_TRUE(eventually([&] { return has_ended.load(); }));
  kill(backend, SIGCONT);
}

TEST_F(apply_sql_test, tells_what_may_pass_from_what_is_to_be_mended) {
  struct row {
    const char* sql;
    bool may_pass;
  };
  const row rows[] = {
      {"do $$ begin raise exception 'no' using errcode = '40P01'; end $$", true},
      {"do $$ begin raise exception 'no' using errcode = '40001'; end $$", true},
      {"select pg_terminate_backend(pg_backend_pid())", true},
      {"do $$ begin raise exception 'no' using errcode = '08006'; end $$", false},
      {"select 1/0", false},
      {"copy (select 1) to stdout", false},
  };
  for (const row& one : rows) {
    files_.write("1.sql", one.sql);
    const auto count = apply();
    ASSERT_FALSE(count) << one.sql;
    EXPECT_EQ(count.error().may_pass, one.may_pass) << one.sql << ": " << count.error().message;
  }
  const auto unreachable =
      apply_sql({.directory = files_.path(), .owner_conninfo = "host=/nonexistent"}, {});
  ASSERT_FALSE(unreachable);
  EXPECT_TRUE(unreachable.error().may_pass);
}

TEST_F(apply_sql_test, reads_no_name_that_begins_with_a_dot_and_no_pipe) {
  files_.write(".hidden.sql", "nonsense");
  files_.write("._1.sql", "nonsense");
  std::filesystem::create_symlink("nobody@nowhere", files_.path() / ".#1.sql");
  ASSERT_EQ(mkfifo((files_.path() / "pipe.sql").c_str(), 0600), 0);
  std::filesystem::create_directory(files_.path() / "directory.sql");
  EXPECT_EQ(applied(), 0);
  std::filesystem::create_symlink("nowhere.sql", files_.path() / "link.sql");
  const auto count = apply();
  ASSERT_FALSE(count);
  EXPECT_TRUE(has_text(count.error().message, "link.sql: No such file")) << count.error().message;
}

TEST_F(apply_sql_test, does_nothing_once_it_is_to_stop) {
  files_.write("1.sql", "create table made (n int);");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(apply_sql(
      {.directory = files_.path(), .owner_conninfo = owner_, .stop = stop.get_token()}, {}));
  EXPECT_EQ(relation("made"), "null");
}

TEST_F(apply_sql_test, is_content_with_no_directory_and_with_one_without_files) {
  EXPECT_EQ(applied(), 0);
  const auto count =
      apply_sql({.directory = files_.path() / "nowhere", .owner_conninfo = owner_}, {});
  ASSERT_TRUE(count) << count.error().message;
  EXPECT_EQ(*count, 0);
}

TEST_F(apply_sql_test, refuses_a_directory_that_it_cannot_read) {
  files_.write("file", "");
  const auto count = apply_sql({.directory = files_.path() / "file", .owner_conninfo = owner_}, {});
  ASSERT_FALSE(count);
  EXPECT_TRUE(has_text(count.error().message, "/file: Not a directory")) << count.error().message;
}

TEST_F(apply_sql_test, refuses_what_is_not_utf8_before_it_applies_anything) {
  files_.write("1.sql", "create table note (n int)");
  files_.write("2.sql", "select '\xE9'");
  EXPECT_EQ(refusal(), "2.sql is not UTF-8");
  files_.write("2.sql", std::string("select 1\0", 9));
  EXPECT_EQ(refusal(), "2.sql has a zero byte in it");
  EXPECT_EQ(relation("note"), "null");
}

TEST_F(apply_sql_test, takes_a_byte_order_mark_empty_files_and_a_comment_at_the_end) {
  files_.write("1.sql",
               "\xEF\xBB\xBF"
               "create table note (n int)");
  files_.write("2.sql", "");
  files_.write("3.sql", "insert into note values (1) -- the end");
  EXPECT_EQ(applied(), 3);
  EXPECT_EQ(ask(owner_, "select count(*) from note"), "1");
}

TEST_F(apply_sql_test, names_the_line_that_postgres_points_at) {
  files_.write("1.sql", "-- é\ncreate table note (n int);\n\nselect 'é',\n  nothing;\n");
  EXPECT_EQ(refusal(), "1.sql:5: column \"nothing\" does not exist");
  EXPECT_EQ(apply().error().hint, "mend it or use --fresh");
  files_.write("1.sql", "create table note (\n  n int\n");
  EXPECT_TRUE(refusal().starts_with("1.sql:2: syntax error")) << refusal();
}

TEST_F(apply_sql_test, names_the_statement_when_postgres_points_at_nothing) {
  files_.write("1.sql",
               "create table note (n int primary key);\n"
               "insert into note values (1);\n"
               "insert into note\n  values (1);\n");
  EXPECT_EQ(refusal(),
            "1.sql:3: duplicate key value violates unique constraint \"note_pkey\" "
            "(Key (n)=(1) already exists.)");
  files_.write("1.sql",
               "create function f() returns void language plpgsql as $$ begin\n"
               "  raise exception 'no' using hint = 'try'; end; $$;\n\n"
               "select f();");
  EXPECT_EQ(refusal(), "1.sql:4: no (try)");
}

TEST_F(apply_sql_test, keeps_nothing_of_a_failing_file_and_all_of_those_before) {
  files_.write("1.sql", "create table first (n int)");
  files_.write("2.sql", "create table second (n int); select 1/0");
  files_.write("3.sql", "create table third (n int)");
  EXPECT_EQ(refusal(), "2.sql:1: division by zero");
  EXPECT_EQ(relation("first"), "first");
  EXPECT_EQ(relation("second"), "null");
  EXPECT_EQ(relation("third"), "null");
  files_.write("2.sql", "create table second (n int)");
  EXPECT_EQ(applied(), 2);
}

TEST_F(apply_sql_test, names_the_file_when_a_deferred_constraint_speaks) {
  files_.write("1.sql",
               "create table note (n int unique deferrable initially deferred);\n"
               "insert into note values (1), (1);");
  EXPECT_TRUE(refusal().starts_with("1.sql: duplicate key")) << refusal();
  EXPECT_EQ(relation("note"), "null");
}

TEST_F(apply_sql_test, refuses_a_file_that_ends_its_transaction_and_keeps_nothing_of_it) {
  for (const char* ending : {"commit", "commit and chain", "rollback", "rollback and chain",
                             "rollback; begin", "end; begin"}) {
    files_.write("1.sql", std::string("create table before (n int);\n") + ending +
                              ";\ncreate table after (n int);");
    EXPECT_TRUE(has_text(refusal(), "ends its transaction by a commit or rollback of its own"))
        << ending << ": " << refusal();
    EXPECT_EQ(relation("before"), "null") << ending;
    EXPECT_EQ(relation("after"), "null") << ending;
    EXPECT_EQ(ask(owner_, "select count(*) from fraiseql.applied"), "0") << ending;
  }
  files_.write("1.sql", "create table before (n int);\ncommit;");
  EXPECT_TRUE(refusal().starts_with("1.sql:2: ")) << refusal();
}

TEST_F(apply_sql_test, lets_a_file_use_savepoints) {
  files_.write("1.sql", "savepoint s; create table gone (n int); rollback to s; release s;");
  EXPECT_EQ(applied(), 1);
  EXPECT_EQ(relation("gone"), "null");
}

TEST_F(apply_sql_test, lets_no_setting_or_role_of_a_file_reach_the_next) {
  run(admin_, "create role other_role; grant other_role to fraiseql_owner");
  files_.write("1.sql", "select set_config('search_path', '', false); set role other_role;");
  files_.write("2.sql", "create table note as select current_user::text as who");
  EXPECT_EQ(applied(), 2);
  EXPECT_EQ(ask(owner_, "select who from public.note"), "fraiseql_owner");
}

TEST_F(apply_sql_test, refuses_copy_from_the_client) {
  files_.write("1.sql", "create table note (n int);\ncopy note from stdin;\n");
  EXPECT_TRUE(refusal().starts_with("1.sql:2: copy from or to the client is not supported"))
      << refusal();
}

TEST_F(apply_sql_test, lets_the_serving_role_read_write_and_call_what_the_files_make) {
  files_.write("1.sql",
               "create table note (n serial, t text); create view v_note as select * from note; "
               "create function fn_note() returns bigint language sql as "
               "'insert into note (t) values (''x''); select count(*) from note';"
               "revoke execute on function fn_note from public");
  EXPECT_EQ(applied("fraiseql_serving"), 1);
  EXPECT_EQ(ask(serving_, "select fn_note()"), "1");
  run(serving_, "update note set t = 'y'; delete from note");
  EXPECT_EQ(ask(serving_, "select count(*) from v_note"), "0");
  for (const char* refused_statement : {"create table t (n int)", "drop table note",
                                        "truncate note", "select file from fraiseql.applied"}) {
    EXPECT_TRUE(has_text(ask(serving_, refused_statement), "error: ")) << refused_statement;
  }
}

TEST_F(apply_sql_test, grants_on_what_was_there_before_and_keeps_what_a_file_revokes) {
  run(owner_, "create table old (n int); create table secret (n int)");
  files_.write("1.sql", "revoke all on secret from fraiseql_serving");
  EXPECT_EQ(applied("fraiseql_serving"), 1);
  EXPECT_EQ(applied("fraiseql_serving"), 0);
  EXPECT_EQ(ask(serving_, "select count(*) from old"), "0");
  EXPECT_TRUE(has_text(ask(serving_, "select count(*) from secret"), "permission denied"));
}

TEST_F(apply_sql_test, makes_the_table_of_idempotency_keys_for_the_serving_role_alone) {
  const std::string all = "select count(*) from fraiseql.idempotency";
  EXPECT_EQ(applied(), 0);
  EXPECT_EQ(relation("fraiseql.idempotency"), "null");
  EXPECT_EQ(applied("fraiseql_serving"), 0);
  run(serving_,
      "insert into fraiseql.idempotency (key, request_hash) values ('a', 'h'), ('b', 'h'); "
      "update fraiseql.idempotency set answer = 'x'; "
      "delete from fraiseql.idempotency where key = 'b'");
  // Again at every start: nothing of it is lost.
  EXPECT_EQ(applied("fraiseql_serving"), 0);
  EXPECT_EQ(ask(serving_, all), "1");
  const std::string access =
      "select count(*) from pg_class c, aclexplode(c.relacl) a "
      "where c.oid = 'fraiseql.idempotency'::regclass and a.grantee = 0";
  EXPECT_EQ(ask(owner_, access), "0");
}

TEST_F(apply_sql_test, quotes_the_serving_role_and_refuses_one_that_is_not_there) {
  run(admin_, "create role \"odd \"\" role\"");
  EXPECT_EQ(applied("odd \" role"), 0);
  const auto count = apply("nobody there");
  ASSERT_FALSE(count);
  EXPECT_TRUE(has_text(count.error().message, "role \"nobody there\" does not exist"))
      << count.error().message;
}

TEST_F(apply_sql_test, applies_a_file_once_when_two_processes_do_it_at_a_time) {
  files_.write("1.sql", "create table note (n int)");
  files_.write("2.sql", "insert into note values (1)");
  std::array<int, 3> counts{};
  {
    std::array<std::thread, 3> appliers;
    for (std::size_t i = 0; i < appliers.size(); ++i) {
      appliers[i] = std::thread([this, &counts, i] { counts[i] = applied(); });
    }
    for (std::thread& applier : appliers) applier.join();
  }
  EXPECT_EQ(counts[0] + counts[1] + counts[2], 2);
  EXPECT_EQ(ask(owner_, "select count(*) from note"), "1");
}

TEST_F(apply_sql_test, says_why_it_cannot_connect) {
  files_.write("1.sql", "select 1");
  const auto count = apply_sql({.directory = files_.path(), .owner_conninfo = "host=/nowhere"}, {});
  ASSERT_FALSE(count);
  EXPECT_TRUE(has_text(count.error().message, "cannot connect to apply SQL: "));
}

std::vector<std::string> statements(const std::string& script) {
  const auto starts = statement_starts(script);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : script.size();
    found.push_back(script.substr(starts[i], end - starts[i]));
  }
  return found;
}

TEST(sql_script, tells_statements_apart) {
  EXPECT_EQ(statements(" a; ;\n-- c;\n/* d; /* e; */ ; */ b;c"),
            (std::vector<std::string>{"a; ;\n-- c;\n/* d; /* e; */ ; */ ", "b;", "c"}));
  EXPECT_TRUE(statements("").empty());
  EXPECT_TRUE(statements(" ;; -- a").empty());
}

TEST(sql_script, passes_over_semicolons_in_quotes_and_parentheses) {
  for (const char* one :
       {"select ';', ''';', E'\\';', E''';\\';', \"a;\"\"\"", "do $$ a; b; $$",
        "do $a$ $$;$b$; $a$", "create rule r as on insert to t do (select 1; select 2)",
        "select $1;"}) {
    EXPECT_EQ(statements(one).size(), 1U) << one;
  }
  EXPECT_EQ(statements("select a$b; select c$d").size(), 2U);
  EXPECT_EQ(statements("select $1; select $1").size(), 2U);
}

TEST(sql_script, passes_over_the_body_of_a_routine) {
  const std::string body =
      " function f() returns int begin atomic select case when true then 1 end; select 2; end;";
  EXPECT_EQ(statements("create" + body + " select 1").size(), 2U);
  EXPECT_EQ(statements("create or replace" + body + " select 1").size(), 2U);
  EXPECT_EQ(statements("begin; select 1; end").size(), 3U);
}

TEST(sql_script, bears_what_does_not_end) {
  for (const char* one :
       {"'a;", "\"a;", "$$a;", "/* ", "E'\\", "(;", "$", "create function begin;"}) {
    EXPECT_LE(statements(one).size(), 1U) << one;
  }
}

TEST(sql_script, counts_lines_by_characters) {
  EXPECT_EQ(line_of_character("é\nb", 1), 1U);
  EXPECT_EQ(line_of_character("é\nb", 2), 1U);
  EXPECT_EQ(line_of_character("é\nb", 3), 2U);
  EXPECT_EQ(line_of_character("é\nb\n\n", 9), 2U);
  EXPECT_EQ(line_of_character("", 1), 1U);
}

}  // namespace
}  // namespace fraiseql::server
