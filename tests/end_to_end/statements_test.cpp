// The promise of one statement for each root field of a read, counted in PostgreSQL's own
// log, which also shows that fields of one request travel in one transaction.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <fstream>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

class statements : public with_server<notes_project> {
 protected:
  // The log holds every execution from now on, for connections made later too.
  static void SetUpTestSuite() {
    with_server::SetUpTestSuite();
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
      if (inside && (has_text(line, "LOG:  execute") || has_text(line, "LOG:  statement:"))) {
        found.push_back(line);
      }
      inside = inside || has_text(line, begin);
    }
    ADD_FAILURE() << "no mark in the log of PostgreSQL";
    return found;
  }

  static std::ptrdiff_t reads(const std::vector<std::string>& lines) {
    return std::ranges::count_if(lines,
                                 [](const std::string& line) { return has_text(line, "tv_note"); });
  }

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

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

TEST_F(statements, one_for_a_look_up) {
  for (int i = 0; i < 3; ++i) {
    const auto lines = executed("{ note(identifier: \"alpha\") { id identifier title body } }");
    EXPECT_EQ(reads(lines), 1) << joined(lines);
  }
}

TEST_F(statements, one_for_a_list_with_everything) {
  const auto lines = executed(
      "query($t: String!) { notes(where: {title: {eq: $t}}, orderBy: [{body: DESC}], limit: 3, "
      "offset: 0) { id a: title b: title ... on Note { body } __typename } }",
      R"({"t":"Alpha"})");
  EXPECT_EQ(reads(lines), 1) << joined(lines);
}

TEST_F(statements, one_for_each_root_field) {
  const auto lines = executed(
      "{ a: note(identifier: \"alpha\") { id } b: note(identifier: \"beta\") { id } "
      "notes { id } __typename c: notes(limit: 1) { id } }");
  EXPECT_EQ(reads(lines), 4) << joined(lines);
}

TEST_F(statements, one_for_root_fields_that_merge) {
  const auto lines =
      executed("{ notes { id } notes { title } ...f } fragment f on Query { notes { body } }");
  EXPECT_EQ(reads(lines), 1) << joined(lines);
}

TEST_F(statements, none_for_what_needs_no_database) {
  EXPECT_TRUE(executed("{ __typename }").empty());
  EXPECT_TRUE(executed("{ notes @skip(if: true) { id } }").empty());
  EXPECT_TRUE(executed("{ nots { id } }").empty());
  EXPECT_TRUE(executed("{ notes(limit: 1001) { id } }").empty());
  EXPECT_TRUE(executed("{ note(id: \"nope\") { id } note(id: \"nope\") { title } }").empty());
}

TEST_F(statements, one_bad_root_field_runs_nothing_of_the_others) {
  const auto lines = executed("{ notes { id } note { id } }");
  EXPECT_EQ(reads(lines), 0) << joined(lines) << answer();
}

TEST_F(statements, values_are_parameters) {
  const auto lines = executed("{ notes(where: {title: {eq: \"a value\"}}) { id } }");
  ASSERT_EQ(reads(lines), 1) << joined(lines);
  EXPECT_FALSE(has_text(joined(lines), "a value"));
}

TEST_F(statements, a_mutation_calls_once_and_reads_once) {
  const auto lines = executed("mutation { createNote(input: {title: \"counted\"}) { id title } }");
  const auto calls = std::ranges::count_if(lines, [](const std::string& line) {
    return has_text(line, "fn_create_note") && !has_text(line, "CREATE");
  });
  EXPECT_EQ(calls, 1) << joined(lines);
  EXPECT_EQ(reads(lines), 1) << joined(lines);
}

}  // namespace
}  // namespace fraiseql::testing
