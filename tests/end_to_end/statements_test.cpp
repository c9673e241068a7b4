// The promise of one statement for each root field of a read, counted in PostgreSQL's own log.
#include "end_to_end/blog.hpp"
#include "end_to_end/cases.hpp"
#include "end_to_end/logged_server.hpp"
#include "json/read.hpp"

namespace fraiseql::testing {
namespace {

class statements : public with_logged_server<notes_project> {
 protected:
  static std::ptrdiff_t reads(const std::vector<std::string>& lines) {
    return with_logged_server::reads(lines, "tv_note");
  }
};

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

class statements_of_the_blog : public with_logged_server<blog_project> {};

// Whatever is nested, filtered and paged in it.
TEST_F(statements_of_the_blog, are_one_for_each_root_field) {
  std::size_t count = 0;
  for (const json::value& one : cases_of("blog")) {
    const json::value* query = one.find("query");
    const json::value* expected = one.find("answer");
    if (query == nullptr || expected == nullptr) continue;
    const auto body = json::read(*expected->get<std::string>());
    ASSERT_TRUE(body);
    const auto lines = executed(*query->get<std::string>());
    EXPECT_EQ(answer(), *expected->get<std::string>());
    const auto roots = body->find("data")->get<json::object>()->size();
    EXPECT_EQ(reads(lines, "tv_"), static_cast<std::ptrdiff_t>(roots)) << joined(lines);
    ++count;
  }
  EXPECT_GE(count, 20U);
}

}  // namespace
}  // namespace fraiseql::testing
