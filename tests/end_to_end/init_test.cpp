// What `fraiseql init` makes, used as its README.md says: started, asked, widened by the blocks
// of the README word for word, and tested by its own ./test, which must be able to fail.
#include <gtest/gtest.h>
#include <signal.h>

#include <charconv>
#include <fstream>
#include <sstream>

#include "end_to_end/quickstart.hpp"

namespace fraiseql::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* fraiseql = FRAISEQL_BINARY_DIR "/bin/fraiseql";

class made_project : public temporary_project {
 public:
  explicit made_project(arguments flags = {}) {
    flags.insert(flags.begin(), {fraiseql, "init"});
    flags.emplace_back("my tasks");
    child_process init({.command = std::move(flags), .directory = path()});
    EXPECT_EQ(init.wait(), 0) << init.error_output();
    fs::create_directory(path() / "tmp");
  }
  // What root's database leaves elsewhere.
  ~made_project() {
    std::string elsewhere;
    std::getline(std::ifstream(directory() / ".fraiseql" / "where"), elsewhere);
    if (!elsewhere.empty()) fs::remove_all(elsewhere);
  }
  made_project(const made_project&) = delete;
  made_project& operator=(const made_project&) = delete;

  [[nodiscard]] fs::path directory() const { return path() / "my tasks"; }

  [[nodiscard]] std::unique_ptr<child_process> run(const arguments& command) const {
    // As a user has it who did not put it on the PATH; temporary files where they can be seen.
    return std::make_unique<child_process>(
        child_options{.command = command,
                      .directory = directory(),
                      .environment = {{"FRAISEQL", program_},
                                      {"CXX", FRAISEQL_CXX_COMPILER},
                                      {"TMPDIR", (path() / "tmp").string()}}});
  }

  // What `fraiseql` is from now on: an installation of this build, beside the project.
  void install_fraiseql() {
    const std::string prefix = path() / "installed";
    child_process install(
        {.command = {"cmake", "--install", FRAISEQL_BINARY_DIR, "--prefix", prefix}});
    ASSERT_EQ(install.wait(), 0) << install.error_output();
    program_ = prefix + "/bin/fraiseql";
  }

  [[nodiscard]] std::string read(const fs::path& name) const {
    std::ostringstream text;
    text << std::ifstream(directory() / name).rdbuf();
    return text.str();
  }
  void save(const fs::path& name, std::string_view text) const { write(directory() / name, text); }
  void append(const fs::path& name, std::string_view text) const {
    save(name, read(name).append(text));
  }
  // `text` instead of `part`, which must be there.
  void replace(const fs::path& name, std::string_view part, std::string_view text) const {
    std::string whole = read(name);
    const std::size_t at = whole.find(part);
    ASSERT_NE(at, std::string::npos) << "no \"" << part << "\" in " << whole;
    save(name, whole.replace(at, part.size(), text));
  }
  void add_below(const fs::path& name, std::string_view line, std::string_view text) const {
    replace(name, line, std::string(line).append(text));
  }

  // The fenced blocks of its README in that language, without the indentation of a list.
  [[nodiscard]] arguments blocks(std::string_view language) const {
    arguments found;
    std::istringstream lines(read("README.md"));
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
      line.erase(0, std::min<std::size_t>(3, line.find_first_not_of(' ')));
      if (line == "```" + std::string(language)) {
        found.emplace_back();
        inside = true;
      } else if (line == "```") {
        inside = false;
      } else if (inside) {
        found.back() += line + '\n';
      }
    }
    return found;
  }

 private:
  std::string program_ = fraiseql;
};

// A server of the project, on a port of its own.
class served {
 public:
  explicit served(const made_project& project, arguments command)
      : process_([&] {
          command.insert(command.end(), {"--port", "0"});
          return project.run(command);
        }()) {
    constexpr std::string_view before = "serving http://127.0.0.1:";
    if (!process_->says("try: curl")) {
      ADD_FAILURE() << "it does not serve\n" << process_->output() << process_->error_output();
      return;
    }
    const std::string text = process_->output();
    const std::size_t at = text.find(before) + before.size();
    std::from_chars(text.data() + at, text.data() + text.size(), port_);
  }

  [[nodiscard]] std::string ask(std::string_view query) const {
    return exchange(port_, graphql_request(query)).body;
  }
  [[nodiscard]] int end() const {
    process_->signal(SIGTERM);
    return process_->wait().value_or(-1);
  }

 private:
  std::unique_ptr<child_process> process_;
  std::uint16_t port_ = 0;
};

void follow_readme_on_the_database(const made_project& project) {
  const arguments sql = project.blocks("sql");
  ASSERT_EQ(sql.size(), 3U);
  project.append("db/01_task.sql", sql[0]);
  project.add_below("db/02_sync.sql", "'status', t.status,\n", sql[1]);
  project.save("db/05_complete_task.sql", sql[2]);
}

void follow_readme_on_the_schema(const made_project& project) {
  const arguments graphql = project.blocks("graphql");
  ASSERT_EQ(graphql.size(), 3U);
  project.add_below("schema.graphql", "status: TaskStatus!\n", graphql[0]);
  project.add_below("schema.graphql", "type Mutation {\n", graphql[1]);
  project.append("schema.graphql", graphql[2]);
}

void follow_readme_on_the_program(const made_project& project) {
  const arguments cpp = project.blocks("cpp");
  ASSERT_EQ(cpp.size(), 3U);
  project.add_below("main.cpp", "TaskStatus status = TaskStatus::open;\n", cpp[0]);
  project.replace("main.cpp", "int main", cpp[1] + "int main");
  project.replace("main.cpp", "mutation<create_task>()", cpp[2].substr(0, cpp[2].size() - 1));
}

void expect_first_day(const served& server) {
  EXPECT_EQ(server.ask("{ tasks(orderBy: [{identifier: ASC}]) { identifier status } }"),
            R"({"data":{"tasks":[{"identifier":"add-a-field","status":"OPEN"},)"
            R"({"identifier":"read-the-readme","status":"OPEN"}]}})");
  EXPECT_EQ(server.ask(R"(mutation { createTask(input: {title: "Buy milk"}) )"
                       "{ identifier status dueOn } }"),
            R"({"data":{"createTask":{"identifier":"buy-milk","status":"OPEN","dueOn":null}}})");
  EXPECT_EQ(server.ask(R"({ task(identifier: "buy-milk") { title } })"),
            R"({"data":{"task":{"title":"Buy milk"}}})");
}

void expect_widened(const served& server) {
  EXPECT_EQ(server.ask("mutation { completeTask(input: {identifier: \"add-a-field\"}) "
                       "{ title status hours } }"),
            R"({"data":{"completeTask":{"title":"Add a field","status":"DONE","hours":null}}})");
}

// Runs ./test, which must end with that status, say these words and leave nothing behind.
void expect_test(const made_project& project, int status, std::string_view words) {
  SCOPED_TRACE(words);
  const auto test = project.run({"./test"});
  EXPECT_EQ(test->wait(), status) << test->output() << test->error_output();
  EXPECT_TRUE(has_text(test->output() + test->error_output(), words))
      << test->output() << test->error_output();
  EXPECT_TRUE(fs::is_empty(project.path() / "tmp"));
}

TEST(init, makes_a_project_that_serves_without_a_compiler) {
  const made_project project;
  {
    const served server(project, {fraiseql, "serve"});
    expect_first_day(server);
    EXPECT_EQ(server.end(), 0);
  }
  follow_readme_on_the_database(project);
  follow_readme_on_the_schema(project);
  const served server(project, {fraiseql, "serve"});
  expect_widened(server);
  EXPECT_EQ(server.end(), 0);
}

TEST(init, makes_a_test_that_can_fail) {
  const made_project project;
  expect_test(project, 0, "4 tests, 0 failed");

  project.replace("tests/02_task.json", "2030", "2031");
  fs::remove(project.directory() / "tests/03_create_task.json");
  expect_test(project, 1, "4 tests, 2 failed");
  project.replace("db/03_create_task.sql", "RETURN v_id", "RETURN v_id;;; nonsense");
  expect_test(project, 1, "03_create_task.sql");
  fs::remove_all(project.directory() / "tests");
  expect_test(project, 1, "there is no tests/*.graphql");
}

TEST(init, makes_a_program_in_cpp) {
  made_project project({"--cpp"});
  {
    const served server(project, {"./serve"});
    expect_first_day(server);
    EXPECT_EQ(server.end(), 0);
  }
  follow_readme_on_the_database(project);
  follow_readme_on_the_program(project);
  // Built anew, so that both places of the package are tried: a build tree and an installation.
  project.install_fraiseql();
  expect_test(project, 0, "4 tests, 0 failed");
  EXPECT_TRUE(has_text(project.read("build/CMakeCache.txt"), "/installed/lib/cmake/fraiseql\n"));
  const served server(project, {"build/server", "serve"});
  expect_widened(server);
  EXPECT_EQ(server.end(), 0);
}

}  // namespace
}  // namespace fraiseql::testing
