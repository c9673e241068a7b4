// with_logged_server: a served project whose PostgreSQL logs every statement, for tests that count.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {

template <class Project>
class with_logged_server : public with_server<Project> {
 protected:
  using with_server<Project>::project;
  using with_server<Project>::server;

  // The log holds every execution from now on, for connections made later too.
  static void SetUpTestSuite() {
    with_server<Project>::SetUpTestSuite();
    if (!server().serves()) return;
    for (const char* sql : {"ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()"}) {
      run_in_database(project().conninfo("postgres"), sql);
    }
  }

  // What PostgreSQL executed for `query`: the log's lines between two marks.
  static std::vector<std::string> executed(const std::string& query,
                                           std::string_view variables = "{}") {
    static int mark = 0;
    const std::string begin = "begin of " + std::to_string(++mark);
    const std::string end = "end of " + std::to_string(mark);
    note_in_log(begin);
    answer_ = server().ask(query, variables);
    note_in_log(end);
    std::vector<std::string> found;
    bool inside = false;
    std::ifstream log(project().home() / "postgres.log");
    for (std::string line; std::getline(log, line);) {
      if (has_text(line, end)) return found;
      const bool is_statement =
          has_text(line, "LOG:  execute") || has_text(line, "LOG:  statement:");
      const bool is_ours = is_of_a_look(line) || is_of_a_clean_up(line);
      if (inside && is_statement && !is_ours) found.push_back(line);
      inside = inside || has_text(line, begin);
    }
    ADD_FAILURE() << "no mark in the log of PostgreSQL";
    return found;
  }

  // The server's own look at its database, once a minute, is nobody's request.
  static bool is_of_a_look(std::string_view line) {
    return has_text(line, "pg_catalog") || has_text(line, "server_encoding") ||
           has_text(line, "::regconfig::text");
  }

  // What undoes what a function may have left is no part of a request. What says who asks, and the
  // request's id, is left out above.
  static bool is_of_a_clean_up(std::string_view line) {
    for (const char* one : {"RESET ALL", "DISCARD ", "CLOSE ALL", "UNLISTEN *"}) {
      if (has_text(line, one)) return true;
    }
    return false;
  }

  // Those of the lines that name a relation so.
  static std::ptrdiff_t reads(const std::vector<std::string>& lines, std::string_view relation) {
    return std::ranges::count_if(lines,
                                 [&](const std::string& line) { return has_text(line, relation); });
  }

  // To what was asked last.
  static const std::string& answer() { return answer_; }

 private:
  // The log_statement of a session changes with the reload, so it is asked until it does.
  static void note_in_log(const std::string& mark) {
    EXPECT_TRUE(eventually([&] {
      ask_database(project().conninfo("postgres"), "SELECT '" + mark + "'");
      std::ifstream log(project().home() / "postgres.log");
      const std::string text{std::istreambuf_iterator<char>(log), {}};
      return has_text(text, mark);
    }));
  }

  static inline std::string answer_ = {};
};

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace fraiseql::testing
