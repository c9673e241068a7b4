// `fraiseql init`: which files it makes, what it leaves alone, what it says. Whether the
// projects work is tests/end_to_end/init_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/program.hpp"

namespace fraiseql::testing {
namespace {

namespace fs = std::filesystem;

// What stands below the directory, by name.
std::vector<std::string> files_below(const fs::path& directory) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_directory()) found.push_back(entry.path().lexically_relative(directory).string());
  }
  std::ranges::sort(found);
  return found;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

bool is_executable(const fs::path& file) {
  return (fs::status(file).permissions() & fs::perms::owner_exec) != fs::perms::none;
}

const std::vector<std::string> in_both = {
    "db/01_task.sql",
    "db/02_sync.sql",
    "db/03_create_task.sql",
    "db/04_examples.sql",
    "test",
    "tests/01_tasks.graphql",
    "tests/01_tasks.json",
    "tests/02_task.graphql",
    "tests/02_task.json",
    "tests/03_create_task.graphql",
    "tests/03_create_task.json",
    "tests/04_create_task_without_title.graphql",
    "tests/04_create_task_without_title.json",
};

std::vector<std::string> in_both_and(std::vector<std::string> own) {
  own.insert(own.end(), in_both.begin(), in_both.end());
  std::ranges::sort(own);
  return own;
}

TEST(init, makes_a_project_with_a_schema_of_text) {
  const text_project place;
  const ended made = place.run({"init", "my-tasks"});
  EXPECT_EQ(made.status, 0) << made.errors;
  EXPECT_EQ(made.output, "made my-tasks\nstart it: cd my-tasks && " FRAISEQL_BINARY_DIR
                         "/bin/fraiseql serve --watch\nread on:  my-tasks/README.md\n");
  const fs::path project = place.path() / "my-tasks";
  EXPECT_EQ(files_below(project), in_both_and({".gitignore", "README.md", "schema.graphql"}));
  EXPECT_EQ(text_of(project / ".gitignore"), "/.fraiseql/\n");
  EXPECT_TRUE(text_of(project / "README.md").starts_with("# my-tasks\n"));
  EXPECT_TRUE(is_executable(project / "test"));
  EXPECT_FALSE(is_executable(project / "schema.graphql"));
}

TEST(init, makes_a_project_in_cpp) {
  const text_project place;
  const ended made = place.run({"init", "--cpp", "my-tasks"});
  EXPECT_EQ(made.status, 0) << made.errors;
  EXPECT_EQ(made.output, "made my-tasks\nstart it: cd my-tasks && FRAISEQL=" FRAISEQL_BINARY_DIR
                         "/bin/fraiseql ./serve --watch\nread on:  my-tasks/README.md\n");
  const fs::path project = place.path() / "my-tasks";
  EXPECT_EQ(files_below(project),
            in_both_and({".gitignore", "CMakeLists.txt", "README.md", "main.cpp", "serve"}));
  EXPECT_EQ(text_of(project / ".gitignore"), "/.fraiseql/\n/build/\n");
  EXPECT_TRUE(text_of(project / "README.md").starts_with("# my-tasks\n"));
  EXPECT_TRUE(is_executable(project / "serve"));
}

TEST(init, calls_itself_as_the_shell_found_it) {
  const text_project place;
  for (const auto& [flag, said] : {std::pair("", "&& fraiseql serve --watch\n"),
                                   std::pair("--cpp ", "&& ./serve --watch\n")}) {
    child_process shell({.command = {"sh", "-c",
                                     "PATH=" FRAISEQL_BINARY_DIR "/bin:$PATH; fraiseql init " +
                                         std::string(flag) + "tasks" + flag},
                         .directory = place.path()});
    EXPECT_EQ(shell.wait(), 0) << shell.error_output();
    expect_says(shell.output(), said);
  }
}

TEST(init, leaves_alone_what_is_not_in_its_way) {
  const text_project place;
  place.write("there/.git/config", "mine");
  place.write("there/LICENSE", "mine");
  EXPECT_EQ(place.run({"init", "there/"}).status, 0);
  EXPECT_EQ(text_of(place.path() / "there/LICENSE"), "mine");
  EXPECT_TRUE(text_of(place.path() / "there/README.md").starts_with("# there\n"));
}

TEST(init, is_called_after_the_directory_it_is_in) {
  const text_project place;
  const ended made = place.run({"init", "."});
  EXPECT_EQ(made.status, 0) << made.errors;
  EXPECT_TRUE(text_of(place.path() / "README.md")
                  .starts_with("# " + place.path().filename().string() + "\n"));
}

TEST(init, names_all_that_is_in_its_way_and_makes_nothing) {
  const text_project place;
  place.write("there/README.md", "mine");
  place.write("there/db/mine.sql", "");
  fs::create_symlink("nowhere", place.path() / "there/schema.graphql");
  const ended refused = place.run({"init", "there"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.output, "");
  expect_says(refused.errors, "there has db, README.md, schema.graphql already");
  EXPECT_EQ(
      files_below(place.path()),
      (std::vector<std::string>{"there/README.md", "there/db/mine.sql", "there/schema.graphql"}));
  EXPECT_EQ(text_of(place.path() / "there/README.md"), "mine");
}

TEST(init, makes_nothing_twice) {
  const text_project place;
  EXPECT_EQ(place.run({"init", "tasks"}).status, 0);
  EXPECT_EQ(place.run({"init", "tasks"}).status, 2);
  expect_says(place.run({"init", "--cpp", "tasks"}).errors, "README.md");
}

TEST(init, makes_no_directory_above_its_own) {
  const text_project place;
  const ended refused = place.run({"init", "one/two/three/"});
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "cannot make the directory one/two/three: ");
  expect_says(refused.errors, "hint: make one/two first");
  EXPECT_TRUE(fs::is_empty(place.path()));
}

TEST(init, refuses_a_file_for_a_directory) {
  const text_project place;
  place.write("file", "mine");
  const ended refused = place.run({"init", "file"});
  EXPECT_EQ(refused.status, 2);
  expect_says(refused.errors, "cannot make the directory file: ");
  EXPECT_EQ(text_of(place.path() / "file"), "mine");
}

// A limit on the size of files stands for a disk that fills up: the first few bytes fit.
TEST(init, removes_what_it_made_when_a_file_cannot_be_written) {
  const text_project place;
  place.write("there/LICENSE", "mine");
  for (const char* directory : {"new", "there"}) {
    child_process shell(
        {.command = {"sh", "-c",
                     "trap '' XFSZ; ulimit -f 1; exec " FRAISEQL_BINARY_DIR "/bin/fraiseql init " +
                         std::string(directory)},
         .directory = place.path()});
    EXPECT_EQ(shell.wait(), 2);
    expect_says(shell.error_output(),
                "cannot write " + std::string(directory) + "/db/01_task.sql: ");
  }
  EXPECT_EQ(files_below(place.path()), (std::vector<std::string>{"there/LICENSE"}));
  EXPECT_FALSE(fs::exists(place.path() / "new"));
  EXPECT_FALSE(fs::exists(place.path() / "there/db"));
}

TEST(init, takes_any_name_that_a_directory_can_have) {
  const std::vector<std::string> calls[] = {{"my tasks"},
                                            {"it's"},
                                            {R"(a"b\c)"},
                                            {"m\xc3\xb6"
                                             "bel"},
                                            {"$HOME"},
                                            {"--", "-cpp"},
                                            {"-"},
                                            {"line\nline"},
                                            {"\xff"},
                                            {"@NAME@"},
                                            {"a;b"},
                                            {"~"}};
  const text_project place;
  for (const auto& names : calls) {
    for (const char* flag : {"", "--cpp"}) {
      std::vector<std::string> call = {"init"};
      if (*flag != '\0') call.emplace_back(flag);
      call.insert(call.end(), names.begin(), names.end());
      const std::string& name = names.back();
      SCOPED_TRACE(name);
      const ended made = place.run(call);
      ASSERT_EQ(made.status, 0) << made.errors;
      // What it says to type leads into the directory.
      const std::size_t from = made.output.find("start it: ") + 10;
      const std::string change = made.output.substr(from, made.output.find(" && ", from) - from);
      child_process shell(
          {.command = {"bash", "-c", change + " && test -x test && test -f README.md"},
           .directory = place.path()});
      EXPECT_EQ(shell.wait(), 0) << change << shell.error_output();
      EXPECT_FALSE(text_of(place.path() / name / "README.md").starts_with("# \n"));
      fs::remove_all(place.path() / name);
    }
  }
}

}  // namespace
}  // namespace fraiseql::testing
