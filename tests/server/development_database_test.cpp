// A development database as people meet it: what it gives, what it refuses.
#include "server/development_database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "server/cluster_files.hpp"
#include "server/development_database_support.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using namespace fraiseql::testing;

TEST(development_database, starts_with_an_owner_and_a_serving_role_that_may_little) {
  const temporary_project project;
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const std::string attributes =
      "select concat_ws(' ', rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
      "(select datdba = r.oid from pg_database where datname = current_database())) "
      "from pg_roles r where rolname = current_user";
  EXPECT_EQ(ask(database->owner_conninfo(), attributes), "fraiseql_owner f f t f t");
  EXPECT_EQ(ask(database->serving_conninfo(), attributes), "fraiseql_serving f f f f f");
  EXPECT_EQ(ask(database->serving_conninfo(), "select current_user::text"),
            development_database::serving_role);
  run(database->owner_conninfo(), "create table made (n int); create extension citext");
  EXPECT_TRUE(has_text(ask(database->serving_conninfo(), "create table refused (n int)"),
                       "permission denied for schema public"));
}

TEST(development_database, is_utf8_sorted_by_code_point_in_utc_and_behind_no_port) {
  const temporary_project project;
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(),
                "select concat_ws(' ', current_setting('server_encoding'), datcollate, datctype, "
                "current_setting('timezone'), current_setting('fsync'), "
                "'[' || current_setting('listen_addresses') || ']') "
                "from pg_database where datname = current_database()"),
            "UTF8 C.UTF-8 C.UTF-8 UTC on []");
}

TEST(development_database, keeps_the_data_between_runs_and_forgets_it_when_fresh) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  run(database->owner_conninfo(), "create table kept as select 7 as n");
  database.reset();
  database = started({.project = project.path()});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(), "select n from kept"), "7");
  database.reset();
  database = started({.project = project.path(), .fresh = true});
  ASSERT_TRUE(database);
  EXPECT_EQ(ask(database->owner_conninfo(), "select to_regclass('kept')"), "null");
}

TEST(development_database, leaves_no_process_and_no_socket_after_stop) {
  const temporary_project project;
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const pid_t postmaster = postmaster_of(project);
  ASSERT_GT(postmaster, 0);
  ASSERT_EQ(kill(postmaster, 0), 0);
  const auto place = prepare_place(project.path());
  ASSERT_TRUE(place);
  ASSERT_TRUE(fs::exists(place->socket_directory / ".s.PGSQL.5432"));
  database->stop();
  EXPECT_NE(kill(postmaster, 0), 0);
  EXPECT_FALSE(fs::exists(place->socket_directory));
  database->stop();
  EXPECT_TRUE(started({.project = project.path()}));
}

TEST(development_database, has_a_socket_path_that_fits_and_a_directory_for_one_user_only) {
  const temporary_project project;
  const fs::path deep = project.path() / std::string(200, 'd');
  fs::create_directories(deep);
  const auto place = prepare_place(deep);
  ASSERT_TRUE(place) << place.error().message;
  EXPECT_LE((place->socket_directory / ".s.PGSQL.5432.lock").string().size(), 107U);
  ASSERT_TRUE(make_socket_directory(*place));
  struct stat found{};
  ASSERT_EQ(stat(place->socket_directory.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0700U);
  EXPECT_EQ(found.st_uid, place->user.user);
  remove_socket_directory(*place);
  if (place->home != deep / ".fraiseql") fs::remove_all(place->home);
}

TEST(development_database, is_out_of_reach_of_the_terminal) {
  const temporary_project project;
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const pid_t postmaster = postmaster_of(project);
  EXPECT_EQ(getsid(postmaster), postmaster);
  EXPECT_NE(getsid(postmaster), getsid(0));
}

TEST(development_database, never_runs_as_root) {
  const temporary_project project;
  const auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  struct stat found{};
  ASSERT_EQ(stat(("/proc/" + std::to_string(postmaster_of(project))).c_str(), &found), 0);
  EXPECT_NE(found.st_uid, 0U);
  if (geteuid() == 0) {
    EXPECT_TRUE(project.home().string().starts_with("/var/lib/fraiseql-dev/"));
  } else {
    EXPECT_EQ(project.home(), project.path() / ".fraiseql");
  }
}

TEST(development_database, refuses_a_second_instance_and_names_the_first) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  const failure reason = refused({.project = project.path()});
  EXPECT_TRUE(has_text(reason.message, "another instance (process " + std::to_string(getpid())))
      << reason.message;
  EXPECT_FALSE(reason.hint.empty());
  EXPECT_EQ(ask(database->owner_conninfo(), "select 1"), "1");
}

TEST(development_database, refuses_a_cluster_of_another_version_and_names_both) {
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  database.reset();
  std::ofstream(project.home() / "data" / "PG_VERSION") << "9\n";
  const failure reason = refused({.project = project.path()});
  EXPECT_TRUE(has_text(reason.message, "made by PostgreSQL 9, and PostgreSQL ")) << reason.message;
  EXPECT_TRUE(has_text(reason.hint, "--fresh"));
  EXPECT_TRUE(started({.project = project.path(), .fresh = true}));
}

TEST(development_database, passes_on_what_postgres_says_when_it_does_not_start) {
  const temporary_project project;
  const failure reason = refused({.project = project.path(), .settings = {"work_mem=plenty"}});
  EXPECT_TRUE(has_text(reason.message, "invalid value for parameter \"work_mem\": \"plenty\""))
      << reason.message;
  EXPECT_TRUE(started({.project = project.path()}));
}

TEST(development_database, refuses_settings_that_it_relies_on_or_cannot_read) {
  const temporary_project project;
  for (const char* setting : {"listen_addresses=*", "Port=1", "hba_file=/x"}) {
    EXPECT_TRUE(
        has_text(refused({.project = project.path(), .settings = {setting}}).message, "is fixed"))
        << setting;
  }
  for (const char* setting : {"work_mem", "=1", "", "work mem=1"}) {
    EXPECT_TRUE(has_text(refused({.project = project.path(), .settings = {setting}}).message,
                         "is no setting"))
        << setting;
  }
}

TEST(development_database, refuses_a_cluster_of_somebody_else) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  const temporary_project project;
  auto database = started({.project = project.path()});
  ASSERT_TRUE(database);
  database.reset();
  ASSERT_EQ(chown((project.home() / "data").c_str(), 54321, 54321), 0);
  const failure reason = refused({.project = project.path()});
  EXPECT_TRUE(has_text(reason.message, "belongs to user 54321")) << reason.message;
  EXPECT_FALSE(reason.hint.empty());
}

TEST(development_database, refuses_a_project_that_is_not_there) {
  const temporary_project project;
  const failure reason = refused({.project = project.path() / "nowhere"});
  EXPECT_TRUE(has_text(reason.message, "nowhere: No such file or directory")) << reason.message;
}

}  // namespace
}  // namespace fraiseql::server
