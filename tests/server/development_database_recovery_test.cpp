// What a development database finds after something was killed. Processes that are to
// be killed are forked from the test, start a database and then only wait.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <optional>
#include <vector>

#include "server/cluster_files.hpp"
#include "server/development_database_support.hpp"
#include "server/postmaster.hpp"
#include "server/process.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using namespace fraiseql::testing;

using namespace std::chrono_literals;

// A forked process that does `work`, says that it is ready and waits to be killed.
class waiting_child {
 public:
  explicit waiting_child(const std::function<bool()>& work) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    reading_ = file_descriptor(ends[0]);
    const file_descriptor writing(ends[1]);
    id_ = fork();
    if (id_ != 0) return;
    // Nothing of `work` may be destroyed, which would stop the database.
    if (work()) {
      [[maybe_unused]] const auto written = write(ends[1], "r", 1);
      for (;;) pause();
    }
    _exit(1);
  }
  waiting_child(const waiting_child&) = delete;
  waiting_child& operator=(const waiting_child&) = delete;
  ~waiting_child() { kill_now(); }

  // False if it ended instead.
  [[nodiscard]] bool wait_until_ready() const {
    char ready = 0;
    return read(reading_.get(), &ready, 1) == 1;
  }
  void kill_now() {
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
    id_ = 0;
  }

 private:
  file_descriptor reading_ = {};
  pid_t id_ = 0;
};

// A server with a database that will outlive the call.
bool serve(const fs::path& project, const std::string& sql) {
  auto database = development_database::start({.project = project}, {});
  if (!database) return false;
  // The process is going to be killed, so nobody will stop the database in good order.
  const development_database* kept = database->release();
  auto session = blocking_session::connect(kept->owner_conninfo());
  return session && session->run_script(sql);
}

bool is_in_initdb(const temporary_project& project) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(project.home(), ignored)) {
    const bool is_new = entry.path().filename().string().starts_with("data.new-");
    if (is_new && fs::exists(entry.path() / "PG_VERSION", ignored)) return true;
  }
  return false;
}

TEST(development_database_recovery, runs_for_an_ordinary_user_within_the_project) {
  if (geteuid() != 0) GTEST_SKIP() << "the other tests do that for an ordinary user";
  const temporary_project project;
  constexpr uid_t somebody = 65534;
  ASSERT_EQ(chown(project.path().c_str(), somebody, somebody), 0);
  waiting_child server([&project] {
    if (setgid(somebody) != 0 || setuid(somebody) != 0) return false;
    return serve(project.path(), "create table kept as select 7 as n");
  });
  ASSERT_TRUE(server.wait_until_ready());
  EXPECT_TRUE(fs::exists(project.path() / ".fraiseql" / "data" / "PG_VERSION"));
  EXPECT_FALSE(fs::exists(project.path() / ".fraiseql" / "where"));
  auto postmaster = process::find(postmaster_of(project));
  ASSERT_TRUE(postmaster);
  server.kill_now();
  EXPECT_TRUE(postmaster->wait_for_end(30s));
  waiting_child next([&project] {
    if (setgid(somebody) != 0 || setuid(somebody) != 0) return false;
    auto database = development_database::start({.project = project.path()}, {});
    if (!database) return false;
    const bool is_kept = ask((*database)->owner_conninfo(), "select n from kept") == "7";
    (*database)->stop();
    return is_kept;
  });
  EXPECT_TRUE(next.wait_until_ready());
}

TEST(development_database_recovery, comes_back_with_its_data_after_its_server_was_killed) {
  const temporary_project project;
  waiting_child server(
      [&project] { return serve(project.path(), "create table kept as select 7 as n"); });
  ASSERT_TRUE(server.wait_until_ready());
  auto old = process::find(postmaster_of(project));
  ASSERT_TRUE(old);
  server.kill_now();
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(), "select n from kept"), "7");
  // Not adopted, since it was about to stop.
  EXPECT_TRUE(old->wait_for_end(0ms));
}

TEST(development_database_recovery, stops_by_itself_when_its_server_was_killed) {
  const temporary_project project;
  waiting_child server([&project] { return serve(project.path(), "select 1"); });
  ASSERT_TRUE(server.wait_until_ready());
  auto postmaster = process::find(postmaster_of(project));
  ASSERT_TRUE(postmaster);
  server.kill_now();
  EXPECT_TRUE(postmaster->wait_for_end(30s));
  EXPECT_EQ(postmaster_of(project), 0);
  const auto place = prepare_place(project.path());
  ASSERT_TRUE(place);
  remove_socket_directory(*place);
}

TEST(development_database_recovery, recovers_after_postgres_itself_was_killed) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  run(database->owner_conninfo(), "create table kept as select 7 as n");
  ASSERT_EQ(kill(postmaster_of(project), SIGKILL), 0);
  database.reset();
  database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(), "select n from kept"), "7");
}

TEST(development_database_recovery, starts_over_after_a_kill_within_initdb) {
  const temporary_project project;
  waiting_child server([&project] { return serve(project.path(), "select 1"); });
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (!is_in_initdb(project) && std::chrono::steady_clock::now() < until) continue;
  ASSERT_TRUE(is_in_initdb(project));
  server.kill_now();
  EXPECT_FALSE(fs::exists(project.home() / "data"));
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(), "select 1"), "1");
  EXPECT_FALSE(is_in_initdb(project));
}

TEST(development_database_recovery, makes_a_cluster_anew_that_is_not_whole) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  database.reset();
  ASSERT_TRUE(fs::remove(project.home() / "data" / "global" / "pg_control"));
  EXPECT_TRUE(started({.project = project.path()}));
}

TEST(development_database_recovery, believes_no_pid_file_that_names_a_stranger) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  database.reset();
  std::ofstream(project.home() / "data" / "postmaster.pid")
      << getpid() << "\n"
      << (project.home() / "data").string() << "\n1\n5432\n\n\n1 -1\nready\n";
  database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_NE(postmaster_of(project), getpid());
}

// Starts a postmaster as `start` does, which no death of a parent stops.
class leftover_postmaster {
 public:
  leftover_postmaster(const temporary_project& project, std::vector<std::string> arguments) {
    const auto place = prepare_place(project.path());
    EXPECT_TRUE(make_socket_directory(*place));
    const auto log = open_log(*place);
    auto found = process::start({.arguments = std::move(arguments),
                                 .run_as = place->user,
                                 .output = log->get(),
                                 .session = session_kind::own,
                                 .parent_death_signal = 0});
    EXPECT_TRUE(found) << found.error().message;
    if (found) process_ = std::move(*found);
    const auto until = std::chrono::steady_clock::now() + 30s;
    const std::string conninfo = conninfo_of(*place, bootstrap_superuser, "postgres");
    while (!blocking_session::connect(conninfo) && std::chrono::steady_clock::now() < until) {
      continue;
    }
  }
  leftover_postmaster(const leftover_postmaster&) = delete;
  leftover_postmaster& operator=(const leftover_postmaster&) = delete;
  ~leftover_postmaster() {
    if (process_) stop_postmaster(*process_);
  }
  process& operator*() { return *process_; }

 private:
  std::optional<process> process_ = {};
};

TEST(development_database_recovery, adopts_a_live_postmaster_that_stays) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const auto arguments = command_line_of(postmaster_of(project));
  database.reset();
  leftover_postmaster leftover(project, arguments);
  database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(postmaster_of(project), (*leftover).id());
  EXPECT_EQ(ask(database->owner_conninfo(), "select 1"), "1");
  database->stop();
  EXPECT_TRUE((*leftover).wait_for_end(0ms));
}

TEST(development_database_recovery, replaces_a_live_postmaster_that_was_started_otherwise) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const auto arguments = command_line_of(postmaster_of(project));
  database.reset();
  leftover_postmaster leftover(project, arguments);
  database = started({.project = project.path(), .settings = {"work_mem=5MB"}});
  ASSERT_TRUE(database);
  EXPECT_TRUE((*leftover).wait_for_end(0ms));
  EXPECT_EQ(ask(database->owner_conninfo(), "show work_mem"), "5MB");
}

TEST(development_database_recovery, stops_a_live_postmaster_before_it_begins_anew) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const auto arguments = command_line_of(postmaster_of(project));
  database.reset();
  leftover_postmaster leftover(project, arguments);
  database = started({.project = project.path(), .fresh = true});
  ASSERT_TRUE(database);
  EXPECT_TRUE((*leftover).wait_for_end(0ms));
}

}  // namespace
}  // namespace fraiseql::server
