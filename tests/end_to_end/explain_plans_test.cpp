// `explain --plan` and `--analyze`: PostgreSQL's own plans, asked of the database of a server that
// runs.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/explain_support.hpp"
#include "end_to_end/suite.hpp"
#include "json/write.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

class explain_plans : public with_server<notes_project> {
 protected:
  static ended run(arguments given, const environment& variables = {}) {
    given.insert(given.begin(), "explain");
    const auto process = project().run(given, variables);
    const int status = process->wait().value_or(-1);
    return {status, process->output(), process->error_output()};
  }
  // What stands under the heading.
  static std::string section(const std::string& output, const std::string& name) {
    const std::string heading = "# " + name + "\n";
    const std::size_t at = output.find(heading);
    if (at == std::string::npos) return "no " + heading + output;
    const std::size_t from = at + heading.size();
    return output.substr(from, output.find("\n\n", from) - from);
  }
  static std::string count_of(const std::string& title) {
    return ask_database(project().conninfo("fraiseql_owner"),
                        "select count(*) from tb_note where title = '" + title + "'");
  }
};

TEST_F(explain_plans, are_shown_of_each_read_with_its_values) {
  const ended planned = run(
      {"--plan", "--variables", R"({"t":"it's"})",
       "query($t: String) { notes(where: {title: {eq: $t}}) { id } __typename a: note(identifier: "
       "\"alpha\") { id } }"});
  EXPECT_EQ(planned.status, 0) << planned.errors;
  const std::string of_notes = section(planned.output, "plan of notes");
  expect_says(of_notes, "'it''s'::text");
  expect_says(of_notes, "(cost=");
  EXPECT_FALSE(has_text(of_notes, "actual")) << of_notes;
  expect_says(section(planned.output, "plan of a"), "identifier = 'alpha'::text");
  EXPECT_FALSE(has_text(planned.output, "# plan of __typename"));
}

TEST_F(explain_plans, say_how_the_reads_went_after_an_analysis) {
  const ended analyzed = run({"--analyze", "{ note(identifier: \"alpha\") { id } }"});
  EXPECT_EQ(analyzed.status, 0) << analyzed.errors;
  const std::string of_note = section(analyzed.output, "plan of note");
  expect_says(of_note, "rows=1 loops=1)");
  expect_says(of_note, "Buffers: ");
  expect_says(of_note, "Execution Time: ");
}

TEST_F(explain_plans, are_postgresqls_own_json_in_the_object) {
  const ended analyzed =
      run({"--analyze", "--format", "json", "{ note(identifier: \"alpha\") { id } }"});
  EXPECT_EQ(analyzed.status, 0) << analyzed.errors;
  const json::value object = read_object(analyzed.output);
  EXPECT_EQ(names_in(object), documented_members());
  EXPECT_EQ(text_of(inside(object, {"postgresql", "0", "field"})), "note");
  EXPECT_EQ(json::to_text(inside(object, {"postgresql", "0", "plan", "0", "Plan", "Actual Rows"})),
            "1");
  EXPECT_EQ(text_of(inside(object, {"indexes"})),
            "planned as the role fraiseql_serving\n"
            "note note(identifier:): index tv_note_identifier_key\n");
}

TEST_F(explain_plans, never_carry_a_mutation_out) {
  for (const char* flag : {"--plan", "--analyze"}) {
    const ended explained =
        run({flag, "mutation { createNote(input: {title: \"Never\"}) { id } }"});
    EXPECT_EQ(explained.status, 0) << explained.errors;
    EXPECT_EQ(section(explained.output, "plan of createNote"),
              "not asked: the call would run a second time");
  }
  EXPECT_EQ(count_of("Never"), "0");
}

TEST_F(explain_plans, end_with_the_reason_where_postgresql_refuses) {
  const ended refused = run({"--plan", "{ notes(where: {title: {regex: \"(\"}}) { id } }"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_TRUE(section(refused.output, "plan of notes")
                  .starts_with("PostgreSQL does not say: invalid regular expression"))
      << refused.output;
  expect_says(refused.output, "# indexes\n");
}

TEST_F(explain_plans, show_no_character_that_a_terminal_obeys) {
  const ended planned = run({"--plan", "--variables", R"({"t":"\u001b[2J"})",
                             "query($t: String) { notes(where: {title: {eq: $t}}) { id } }"});
  EXPECT_EQ(planned.status, 0) << planned.errors;
  EXPECT_EQ(planned.output.find('\x1b'), std::string::npos);
  expect_says(section(planned.output, "plan of notes"), "[2J'::text");
}

TEST_F(explain_plans, are_a_file_beside_the_stages) {
  const ended written =
      run({"--plan", "{ note(identifier: \"alpha\") { id } }", "--output", "explained"});
  EXPECT_EQ(written.status, 0) << written.errors;
  EXPECT_TRUE(project().read("explained/postgresql.txt").starts_with("# note\nIndex Scan using "))
      << project().read("explained/postgresql.txt");
}

// A view whose reading writes, if it may.
constexpr const char* writing_sql =
    "CREATE FUNCTION fn_writing(jsonb) RETURNS jsonb LANGUAGE plpgsql AS "
    "$$ BEGIN DELETE FROM tb_note; RETURN $1; END $$;\n"
    "CREATE VIEW tv_writing AS SELECT id, fn_writing(data) AS data FROM tv_note;\n";

TEST(explain, analyzes_in_a_transaction_that_cannot_write) {
  const sdl_quickstart_project project;
  std::string schema = project.read("schema.graphql");
  const std::string query = "type Query {\n";
  schema.insert(schema.find(query) + query.size(), "  writings: [Writing!]! @find\n");
  project.write("schema.graphql", schema + "\ntype Writing {\n  id: ID!\n  title: String!\n}\n");
  project.write("db/04_writing.sql", writing_sql);
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  const std::string owner = project.conninfo("fraiseql_owner");
  for (const environment& variables : {environment(), environment{{"DATABASE_URL", owner}}}) {
    const auto process =
        project.run({"explain", "--analyze", "{ writings { id title } }"}, variables);
    EXPECT_EQ(process->wait(), 1) << process->error_output();
    expect_says(process->output(),
                "# plan of writings\nPostgreSQL does not say: cannot execute DELETE in a read-only "
                "transaction\n");
  }
  EXPECT_EQ(ask_database(owner, "select count(*) from tb_note"), "1");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
