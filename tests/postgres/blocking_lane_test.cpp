// Connections of threads that wait, against a real PostgreSQL: who waits for whom, what is tried
// again, and when a read is given up.
#include "postgres/blocking_lane.hpp"

#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <set>
#include <thread>

#include "cluster.hpp"
#include "postgres/blocking_session.hpp"
#include "postgres/lanes.hpp"
#include "support/eventually.hpp"

namespace fraiseql::postgres {
namespace {

using namespace std::chrono_literals;
using fraiseql::testing::eventually;
using testing::ask;
using testing::conninfo;
using testing::run;
using testing::to_command;
using answers = std::vector<std::string>;

const char* const take_lock_7 = "SELECT 'locked', pg_backend_pid() FROM pg_advisory_xact_lock(7)";
const char* const own_pid = "SELECT pg_backend_pid()";

blocking_lane_options reading(std::size_t connections = 2,
                              std::chrono::milliseconds statement_timeout = 60s) {
  return {.connection = read_connection(conninfo(), statement_timeout),
          .connections = connections,
          .statement_timeout = statement_timeout};
}

blocking_lane::clock::time_point later() { return blocking_lane::clock::now() + 60s; }

answers texts(const std::vector<outcome>& outcomes) {
  answers all;
  for (const outcome& one : outcomes) all.push_back(testing::to_text(one));
  return all;
}

answers run_all(blocking_lane& lane, const answers& statements,
                blocking_lane::clock::time_point until = later()) {
  std::vector<command> commands;
  for (const std::string& one : statements) commands.push_back(to_command(one));
  return texts(lane.run({.commands = commands, .done = {}}, until));
}

std::string run_one(blocking_lane& lane, const std::string& statement,
                    blocking_lane::clock::time_point until = later()) {
  const answers all = run_all(lane, {statement}, until);
  return all.size() == 1 ? all.front() : "not one answer";
}

// Advisory lock 7, held until the end of its life.
class held_lock_7 {
 public:
  held_lock_7() : session_(blocking_session::connect(conninfo())) {
    const bool is_held = session_ && session_->query("SELECT pg_advisory_lock(7)");
    EXPECT_TRUE(is_held);
  }

 private:
  result<blocking_session, error> session_;
};

std::string waiting() {
  return ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
}

std::string waiting_pid() {
  return ask("SELECT min(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
}

void end_backend(const std::string& pid) { ask("SELECT pg_terminate_backend(" + pid + ")"); }

TEST(blocking_lane, gives_the_rows_of_each_command) {
  blocking_lane lane(reading());
  EXPECT_EQ(texts(lane.run(
                {.commands = {to_command("SELECT 1"), to_command("SELECT $1", {"a"})}, .done = {}},
                later())),
            (answers{"1", "a"}));
}

TEST(blocking_lane, runs_commands_in_one_transaction) {
  blocking_lane lane(reading());
  const answers all = run_all(lane, {"SELECT now()", "SELECT now()"});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], all[1]);
}

TEST(blocking_lane, only_reads) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_one(lane, "CREATE TABLE blocking_lane_writes (a int)"), "error 25006");
}

TEST(blocking_lane, has_the_session_of_the_cold_lane) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_all(lane, {"SHOW TimeZone", "SHOW IntervalStyle", "SHOW transaction_isolation"}),
            (answers{"UTC", "iso_8601", "repeatable read"}));
}

TEST(blocking_lane, keeps_its_connection) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_one(lane, own_pid), run_one(lane, own_pid));
}

TEST(blocking_lane, says_which_command_failed) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_all(lane, {"SELECT 1", "SELECT 1 / 0", "SELECT 2"}),
            (answers{"1", "error 22012", "error FQ001"}));
  EXPECT_EQ(run_one(lane, "SELECT 3"), "3");
}

TEST(blocking_lane, replaces_a_connection_that_ended_while_it_was_idle) {
  blocking_lane lane(reading());
  const std::string before = run_one(lane, own_pid);
  end_backend(before);
  ASSERT_TRUE(eventually(
      [&] { return ask("SELECT count(*) FROM pg_stat_activity WHERE pid = " + before) == "0"; }));
  const std::string after = run_one(lane, own_pid);
  EXPECT_NE(after, before);
  EXPECT_FALSE(after.starts_with("error")) << after;
}

// Ends the backends that wait for the lock one after the other, as many as wanted.
void end_waiting(int count) {
  std::string last;
  for (int i = 0; i < count; ++i) {
    std::string pid;
    ASSERT_TRUE(eventually([&] {
      pid = waiting_pid();
      return pid != "null" && pid != last;
    }));
    end_backend(pid);
    last = pid;
  }
}

TEST(blocking_lane, tries_again_once_when_its_connection_is_lost) {
  blocking_lane lane(reading());
  std::optional<held_lock_7> lock(std::in_place);
  std::string answer;
  std::jthread reader([&] { answer = run_one(lane, take_lock_7); });
  end_waiting(1);
  ASSERT_TRUE(eventually([] { return waiting() == "1"; }));
  lock.reset();
  reader.join();
  EXPECT_TRUE(answer.starts_with("locked,")) << answer;
}

TEST(blocking_lane, gives_up_when_the_second_connection_is_lost_too) {
  blocking_lane lane(reading());
  const held_lock_7 lock;
  std::string answer;
  std::jthread reader([&] { answer = run_one(lane, take_lock_7); });
  end_waiting(2);
  reader.join();
  EXPECT_EQ(answer, "error 08007");
}

TEST(blocking_lane, ends_a_statement_when_the_time_is_up_and_keeps_its_connection) {
  blocking_lane lane(reading());
  const std::string pid = run_one(lane, own_pid);
  const held_lock_7 lock;
  EXPECT_EQ(run_one(lane, take_lock_7, blocking_lane::clock::now() + 200ms), "error 57014");
  EXPECT_EQ(run_one(lane, own_pid), pid);
}

TEST(blocking_lane, ends_a_statement_at_its_timeout_before_the_time_is_up) {
  blocking_lane lane(reading(1, 200ms));
  const held_lock_7 lock;
  EXPECT_EQ(run_one(lane, take_lock_7), "error 57014");
}

TEST(blocking_lane, sends_nothing_when_the_time_is_up_already) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_one(lane, "SELECT 1"), "1");
  EXPECT_EQ(run_one(lane, "SELECT 1", blocking_lane::clock::now() - 1ms), "error 57014");
}

TEST(blocking_lane, lets_more_threads_than_it_has_connections_wait_for_one) {
  blocking_lane lane(reading(2));
  std::optional<held_lock_7> lock(std::in_place);
  std::vector<std::string> found(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& each : found) {
      threads.emplace_back([&lane, &each] { each = run_one(lane, take_lock_7); });
    }
    EXPECT_TRUE(eventually([] { return waiting() == "2"; }));
    lock.reset();
  }
  std::set<std::string> connections;
  for (const std::string& one : found) {
    EXPECT_TRUE(one.starts_with("locked,")) << one;
    connections.insert(one);
  }
  EXPECT_EQ(connections.size(), 2U);
}

TEST(blocking_lane, refuses_who_waited_for_a_connection_until_the_time_was_up) {
  blocking_lane lane(reading(1));
  std::optional<held_lock_7> lock(std::in_place);
  std::jthread first([&] { run_one(lane, take_lock_7); });
  ASSERT_TRUE(eventually([] { return waiting() == "1"; }));
  EXPECT_EQ(run_one(lane, "SELECT 1", blocking_lane::clock::now() + 50ms), "error 53300");
  lock.reset();
}

TEST(blocking_lane, prepares_a_statement_anew_whose_plan_is_stale) {
  run("DROP TABLE IF EXISTS blocking_lane_stale; CREATE TABLE blocking_lane_stale (a int); "
      "INSERT INTO blocking_lane_stale VALUES (1)");
  blocking_lane lane(reading(1));
  EXPECT_EQ(run_one(lane, "SELECT * FROM blocking_lane_stale"), "1");
  run("ALTER TABLE blocking_lane_stale ADD b int DEFAULT 2");
  EXPECT_EQ(run_one(lane, "SELECT * FROM blocking_lane_stale"), "1,2");
}

TEST(blocking_lane, says_that_nobody_answers_and_recovers) {
  blocking_lane lane(reading());
  EXPECT_EQ(run_one(lane, "SELECT 1"), "1");
  testing::stop_cluster();
  EXPECT_EQ(run_all(lane, {"SELECT 1", "SELECT 2"}), (answers{"error 08001", "error 08001"}));
  testing::start_cluster();
  EXPECT_EQ(run_one(lane, "SELECT 1"), "1");
}

TEST(blocking_lane, gives_up_to_connect_when_the_time_is_up) {
  boost::asio::io_context loop;
  using boost::asio::ip::tcp;
  // It takes connections and says nothing.
  const tcp::acceptor silent(loop, {boost::asio::ip::make_address("127.0.0.1"), 0});
  blocking_lane_options options = reading(1);
  options.connection.conninfo =
      "host=127.0.0.1 port=" + std::to_string(silent.local_endpoint().port());
  blocking_lane lane(options);
  EXPECT_EQ(run_one(lane, "SELECT 1", blocking_lane::clock::now() + 100ms), "error 08001");
}

}  // namespace
}  // namespace fraiseql::postgres
