// Which version is chosen, in made-up directories; and the words for full disks.
#include "server/postgres_binaries.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>
#include <string>

#include "server/system_failure.hpp"
#include "support/temporary_project.hpp"

namespace fraiseql::server {
namespace {

namespace fs = std::filesystem;
using fraiseql::testing::temporary_project;

void install(const temporary_project& root, const std::string& version) {
  for (const char* program : {"initdb", "postgres"}) {
    const fs::path path = fs::path(version) / "bin" / program;
    root.write(path, "");
    fs::permissions(root.path() / path, fs::perms::owner_all);
  }
}

TEST(postgres_binaries, prefers_the_tested_version_for_a_new_cluster) {
  const temporary_project root;
  for (const char* version : {"13", "14", "15", "17"}) install(root, version);
  const auto found = find_binaries(root.path(), std::nullopt);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->major, 15);
  EXPECT_EQ(found->directory, root.path() / "15" / "bin");
}

TEST(postgres_binaries, else_takes_the_newest_of_14_or_newer) {
  const temporary_project root;
  install(root, "14");
  EXPECT_EQ(find_binaries(root.path(), std::nullopt)->major, 14);
  for (const char* version : {"9", "16", "17", "17beta"}) install(root, version);
  EXPECT_EQ(find_binaries(root.path(), std::nullopt)->major, 17);
}

TEST(postgres_binaries, takes_the_version_that_made_the_cluster) {
  const temporary_project root;
  for (const char* version : {"14", "15", "17"}) install(root, version);
  EXPECT_EQ(find_binaries(root.path(), 14)->major, 14);
}

TEST(postgres_binaries, names_both_versions_when_that_of_the_cluster_is_missing) {
  const temporary_project root;
  install(root, "15");
  const auto found = find_binaries(root.path(), 16);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message,
            "the development database was made by PostgreSQL 16, and PostgreSQL 15 is installed");
  EXPECT_EQ(found.error().hint,
            "install postgresql-16, or use --fresh to begin anew without the data");
}

TEST(postgres_binaries, says_what_to_install_when_there_is_none_or_only_an_old_one) {
  const temporary_project root;
  EXPECT_NE(find_binaries(root.path() / "nowhere", std::nullopt).error().hint.find("apt install"),
            std::string::npos);
  install(root, "13");
  EXPECT_NE(find_binaries(root.path(), std::nullopt).error().hint.find("apt install"),
            std::string::npos);
}

TEST(postgres_binaries, passes_over_a_version_without_its_server) {
  const temporary_project root;
  install(root, "14");
  root.write("15/bin/initdb", "");
  EXPECT_EQ(find_binaries(root.path(), std::nullopt)->major, 14);
}

TEST(system_failure, says_to_free_space_when_the_disk_is_full) {
  EXPECT_EQ(system_failure("write x", ENOSPC).message, "cannot write x: No space left on device");
  EXPECT_NE(system_failure("write x", ENOSPC).hint.find("free some space"), std::string::npos);
  EXPECT_EQ(system_failure("write x", EACCES).hint, "");
}

TEST(system_failure, passes_on_the_last_ten_lines_of_a_program) {
  std::string output;
  for (int line = 1; line <= 11; ++line) output += "line " + std::to_string(line) + "\n";
  const failure reason = program_failure("cannot do it", output, "/");
  EXPECT_TRUE(reason.message.starts_with("cannot do it:\nline 2\n")) << reason.message;
  EXPECT_TRUE(reason.message.ends_with("\nline 11"));
  EXPECT_EQ(reason.hint, "");
  EXPECT_EQ(program_failure("cannot do it", output.substr(7), "/").message, reason.message);
  EXPECT_EQ(program_failure("cannot do it", "", "/").message, "cannot do it");
}

TEST(system_failure, knows_a_full_disk_from_the_output_of_a_program) {
  for (const char* output : {"initdb: could not write to file: No space left on device\n",
                             "FATAL: could not extend file\nHINT:  Check free disk space.\n"}) {
    const failure reason = program_failure("cannot make a cluster", output, "/");
    EXPECT_NE(reason.hint.find("free some space"), std::string::npos) << output;
  }
}

}  // namespace
}  // namespace fraiseql::server
