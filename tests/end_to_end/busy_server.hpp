// busy_server: the books of tests/end_to_end/batches behind one connection of each sort, whose
// processes of PostgreSQL can be held, so that what is asked meanwhile waits in line. What was then
// executed stands in PostgreSQL's log, by transactions.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {

struct books_project : quickstart_project {
  books_project() : quickstart_project("tests/end_to_end/batches", "fraiseql") {}
};

struct reader {
  std::string tenant = {};
  std::string user = "ada";
};

struct question {
  reader by = {};
  std::string document = {};
  std::string variables = "{}";
};

// What PostgreSQL executed, of those that its log has between two marks.
struct executions {
  std::vector<std::string> all = {};                       // each statement about books
  std::map<std::string, std::size_t> of_transaction = {};  // how many of them it had

  [[nodiscard]] std::ptrdiff_t count(std::string_view part) const {
    return std::ranges::count_if(all, [&](const std::string& one) { return has_text(one, part); });
  }
  // Of the form that looks up many keys at once.
  [[nodiscard]] std::ptrdiff_t of_many() const {
    return std::ranges::count_if(all, [](const std::string& one) {
      return has_text(one, "any(") || has_text(one, "any (");
    });
  }
};

class busy_server {
 public:
  busy_server() {
    server_ = std::make_unique<quickstart_server>(
        project_, arguments{},
        environment{{"FRAISEQL_IDENTITY_HEADERS", "x-tenant = tenant_id, x-user = sub"},
                    {"FRAISEQL_HOT_CONNECTIONS", "1"},
                    {"FRAISEQL_COLD_CONNECTIONS", "1"},
                    {"FRAISEQL_MUTATION_CONNECTIONS", "1"}});
    for (const char* sql :
         {"ALTER SYSTEM SET log_statement = 'all'", "ALTER SYSTEM SET log_line_prefix = '%v '",
          "SELECT pg_reload_conf()"}) {
      run_in_database(project_.conninfo("postgres"), sql);
    }
  }
  ~busy_server() {
    go_on();
    if (serves()) {
      EXPECT_EQ(server_->end(SIGTERM), 0);
    }
  }
  busy_server(const busy_server&) = delete;
  busy_server& operator=(const busy_server&) = delete;

  using pending = std::unique_ptr<http_exchange>;

  [[nodiscard]] bool serves() const { return server_->serves(); }
  [[nodiscard]] const books_project& project() const { return project_; }
  std::string database(const std::string& sql) const {
    return ask_database(project_.conninfo("postgres"), sql);
  }
  [[nodiscard]] pending begin(const reader& by, std::string_view document,
                              std::string_view variables = "{}") const {
    http_request made = graphql_request(document, variables);
    if (!by.tenant.empty()) made.headers.emplace_back("X-Tenant", by.tenant);
    if (!by.user.empty()) made.headers.emplace_back("X-User", by.user);
    return std::make_unique<http_exchange>(server_->port(), made);
  }
  std::string ask(const reader& by, std::string_view document,
                  std::string_view variables = "{}") const {
    return begin(by, document, variables)->receive().body;
  }

  // No statement of the server's gets on until go_on().
  void hold() {
    const std::string backends = database(
        "SELECT coalesce(string_agg(pid::text, ' '), '') FROM pg_stat_activity "
        "WHERE usename = 'fraiseql_serving'");
    std::istringstream ids(backends);
    for (pid_t id = 0; ids >> id;) {
      if (kill(id, SIGSTOP) == 0) held_.push_back(id);
    }
    EXPECT_FALSE(held_.empty()) << backends;
  }
  void go_on() {
    for (const pid_t id : held_) kill(id, SIGCONT);
    held_.clear();
  }
  // What was asked before has been read by the server.
  void settle() const {
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(ask({}, "{ __typename }"), R"({"data":{"__typename":"Query"}})");
    }
  }

  // Asks all of it at once, in this order, of a server whose connections have as much under way as
  // they may, and gives the answers. What waits too long is refused on a slow machine, and then all
  // is asked again.
  std::vector<std::string> crowd(const std::vector<question>& questions) {
    for (int i = 0; i < 5; ++i) {
      const std::vector<std::string> answers = crowd_once(questions);
      const auto refused = std::ranges::find_if(
          answers, [](const std::string& one) { return has_text(one, R"("code":"UNAVAILABLE")"); });
      if (refused == answers.end()) return answers;
    }
    ADD_FAILURE() << "something waited too long, five times";
    return std::vector<std::string>(questions.size());
  }

  // From now on.
  void begin_log() { note_in_log("begin of " + std::to_string(++mark_)); }
  [[nodiscard]] executions end_log() const {
    const std::string begin = "begin of " + std::to_string(mark_);
    const std::string end = "end of " + std::to_string(mark_);
    note_in_log(end);
    executions made;
    bool is_inside = false;
    std::ifstream log(project_.home() / "postgres.log");
    for (std::string line; std::getline(log, line);) {
      if (has_text(line, end)) break;
      is_inside = is_inside || has_text(line, begin);
      const bool is_ours = has_text(line, "LOG:  execute") && has_text(line, "tv_book") &&
                           !has_text(line, "pg_catalog.pg_class") && !has_text(line, "pg_locks");
      if (!is_inside || !is_ours) continue;
      ++made.of_transaction[line.substr(0, line.find(' '))];
      std::string text = line;
      for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      made.all.push_back(std::move(text));
    }
    return made;
  }

 private:
  std::vector<std::string> crowd_once(const std::vector<question>& questions) {
    begin_log();
    hold();
    // Each has a session of its own, so nothing is sent with them.
    std::vector<pending> filling;
    for (int i = 0; i < 20; ++i) {
      filling.push_back(begin({"filling", std::to_string(i)},
                              "{ author(id: \"aaaaaaaa-0000-4000-8000-000000000001\") { name } }"));
    }
    filling.push_back(begin({"filling"}, "{ authors { name } }"));
    settle();
    std::vector<pending> asked;
    for (const question& one : questions) {
      asked.push_back(begin(one.by, one.document, one.variables));
    }
    settle();
    go_on();
    std::vector<std::string> answers;
    for (const pending& one : asked) answers.push_back(one->receive().body);
    for (const pending& one : filling) one->receive();
    return answers;
  }

  // A session hears of another log_statement some time after the reload.
  void note_in_log(const std::string& mark) const {
    EXPECT_TRUE(eventually([&] {
      database("SELECT '" + mark + "'");
      std::ifstream log(project_.home() / "postgres.log");
      const std::string text{std::istreambuf_iterator<char>(log), {}};
      return has_text(text, mark);
    }));
  }

  books_project project_ = {};
  std::unique_ptr<quickstart_server> server_ = {};
  std::vector<pid_t> held_ = {};
  int mark_ = 0;
};

// What is asked of the books, and what is right.

inline const char* prefix_of(const std::string& tenant) {
  if (tenant == "red") return "aaaaaaaa";
  return tenant == "blue" ? "bbbbbbbb" : "cccccccc";
}

inline std::string id_of(const std::string& tenant, int number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 12 - digits.size(), '0');
  return std::string(prefix_of(tenant)) + "-0000-4000-8000-" + digits;
}

inline const reader red_reader{"red"};
inline const reader blue_reader{"blue"};
inline const reader grey_reader{"grey"};

inline constexpr const char* by_id = "query($id: ID!) { book(id: $id) { title } }";
inline constexpr const char* by_identifier =
    "query($by: String!) { book(identifier: $by) { title } }";
inline constexpr const char* listed = "{ books { title } }";

inline question question_of(const reader& by, const std::string& id) {
  return {by, by_id, R"({"id":")" + id + R"("})"};
}
inline std::string title(const std::string& tenant, int number) {
  return "book " + std::to_string(number) + " of " + tenant;
}
inline std::string found(const std::string& tenant, int number) {
  return R"({"data":{"book":{"title":")" + title(tenant, number) + R"("}}})";
}
inline constexpr const char* nothing = R"({"data":{"book":null}})";

// All of a tenant's, in the order of their identifiers, which are texts.
inline std::string list_of(const std::string& tenant) {
  std::map<std::string, std::string> titles;
  for (int i = 1; i <= 20; ++i) titles[tenant + " " + std::to_string(i)] = title(tenant, i);
  std::string made;
  for (const auto& [identifier, text] : titles) {
    made += (made.empty() ? "" : ",") + (R"({"title":")" + text + R"("})");
  }
  return R"({"data":{"books":[)" + made + "]}}";
}

struct batches : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  busy_server server;
};

}  // namespace fraiseql::testing
