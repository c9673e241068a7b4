// Changes of real files, seen by looking: each once, and not before it has come to rest.
#include "server/watched_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

#include "support/temporary_project.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using fraiseql::testing::temporary_project;

struct watched_project : temporary_project {
  watched_project() {
    write("schema.graphql", "type Query { a: Int }");
    write("db/01.sql", "select 1");
  }

  [[nodiscard]] watched_files watch() const {
    return watched_files({.file = path() / "schema.graphql", .sql_directory = path() / "db"});
  }
  // The clock of a file system may stand still for some milliseconds.
  void write_later(const char* name, std::string_view text) const {
    const auto before = fs::last_write_time(path() / name);
    do write(name, text);
    while (fs::last_write_time(path() / name) == before);
  }
  void rename(const char* from, const char* to) const { fs::rename(path() / from, path() / to); }
};

// A change is told at the second look, and only once.
void expect_one_change(watched_files& files, const std::string& what) {
  EXPECT_FALSE(files.changed()) << what << ": it may still be written";
  EXPECT_TRUE(files.changed()) << what;
  EXPECT_FALSE(files.changed()) << what << ": told twice";
}

TEST(watched_files, know_what_is_there_at_the_start) {
  const watched_project project;
  watched_files files = project.watch();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(files.changed());
}

TEST(watched_files, tell_each_change_once) {
  struct row {
    const char* what;
    std::function<void(const watched_project&)> change;
  };
  const row rows[] = {
      {"longer", [](const auto& p) { p.write("schema.graphql", "type Query { a: Int b: Int }"); }},
      {"as long", [](const auto& p) { p.write_later("db/01.sql", "select 2"); }},
      {"new", [](const auto& p) { p.write("db/02.sql", "select 2"); }},
      {"removed", [](const auto& p) { fs::remove(p.path() / "db/01.sql"); }},
      {"renamed", [](const auto& p) { p.rename("db/01.sql", "db/03.sql"); }},
      {"replaced",
       [](const auto& p) {
         p.write("schema.graphql~", "type Query { b: Int }");
         p.rename("schema.graphql~", "schema.graphql");
       }},
      {"schema removed", [](const auto& p) { fs::remove(p.path() / "schema.graphql"); }},
      {"directory removed", [](const auto& p) { fs::remove_all(p.path() / "db"); }},
      {"with its time of before",
       [](const auto& p) {
         const auto before = fs::last_write_time(p.path() / "db/01.sql");
         p.write_later("db/01.sql", "select 3");
         fs::last_write_time(p.path() / "db/01.sql", before);
       }},
  };
  for (const row& one : rows) {
    const watched_project project;
    watched_files files = project.watch();
    EXPECT_FALSE(files.changed());
    one.change(project);
    expect_one_change(files, one.what);
  }
}

TEST(watched_files, are_not_read_while_they_are_written) {
  const watched_project project;
  watched_files files = project.watch();
  std::string text = "type Query { a: Int ";
  for (int i = 0; i < 4; ++i) {
    project.write("schema.graphql", text += "b: Int ");
    EXPECT_FALSE(files.changed()) << i;
  }
  EXPECT_TRUE(files.changed());
}

TEST(watched_files, that_change_all_the_time_withhold_others_for_some_looks_only) {
  const watched_project project;
  watched_files files = project.watch();
  project.write("db/02.sql", "select 2");
  std::string text = "type Query { a: Int ";
  for (int look = 1; look <= 2 * watched_files::most_restless_looks; ++look) {
    project.write("schema.graphql", text += "b: Int ");
    EXPECT_EQ(files.changed(), look % watched_files::most_restless_looks == 0) << look;
  }
}

TEST(watched_files, tell_a_change_between_the_first_reading_and_the_first_look) {
  const watched_project project;
  const fs::path schema = project.path() / "schema.graphql";
  const file_stamp as_read = stamp_of(schema);
  project.write("schema.graphql", "type Query { b: Int }");
  project.write("schema.graphql", "type Query { b: Int c: Int }");
  watched_files files({.file = schema, .file_as_read = as_read});
  EXPECT_TRUE(files.changed());
  EXPECT_FALSE(files.changed());
}

TEST(watched_files, tell_two_changes_at_once_once) {
  const watched_project project;
  watched_files files = project.watch();
  project.write("schema.graphql", "type Query { b: Int }");
  project.write("db/02.sql", "select 2");
  expect_one_change(files, "both");
}

TEST(watched_files, are_those_that_end_in_sql_and_lie_in_the_directory_itself) {
  const watched_project project;
  watched_files files = project.watch();
  project.write("db/notes.txt", "no");
  project.write("db/01.sql~", "no");
  project.write("db/below/01.sql", "no");
  fs::create_directory(project.path() / "db" / "named.sql");
  project.write("db/._01.sql", "no");
  fs::create_symlink("nobody@nowhere", project.path() / "db" / ".#01.sql");
  ASSERT_EQ(mkfifo((project.path() / "db" / "pipe.sql").c_str(), 0600), 0);
  project.write("other.graphql", "no");
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(files.changed());
}

TEST(watched_files, need_not_be_there_at_the_start) {
  const temporary_project project;
  watched_files files(
      {.file = project.path() / "schema.graphql", .sql_directory = project.path() / "db"});
  EXPECT_FALSE(files.changed());
  project.write("schema.graphql", "type Query { a: Int }");
  expect_one_change(files, "schema");
  project.write("db/01.sql", "select 1");
  expect_one_change(files, "directory");
}

TEST(watched_files, may_be_the_schema_or_the_sql_alone) {
  const watched_project project;
  watched_files schema({.file = project.path() / "schema.graphql"});
  watched_files sql({.sql_directory = project.path() / "db"});
  project.write("db/02.sql", "select 2");
  expect_one_change(sql, "SQL");
  EXPECT_FALSE(schema.changed());
  project.write("schema.graphql", "type Query { b: Int }");
  expect_one_change(schema, "schema");
  EXPECT_FALSE(sql.changed());
}

TEST(watched_files, are_followed_through_a_link) {
  const watched_project project;
  fs::create_symlink("schema.graphql", project.path() / "link.graphql");
  watched_files files({.file = project.path() / "link.graphql"});
  project.write("schema.graphql", "type Query { b: Int }");
  expect_one_change(files, "through the link");
}

}  // namespace
}  // namespace fraiseql::server
