// `serve --check-indexes` and the last section of `explain`: what they say of the quickstart, and
// that it changes with what the database has.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

constexpr const char* title_index =
    "Note.title startsWith, eq: no index\n"
    "  CREATE INDEX ON \"public\".\"tv_note\" ((\"data\"->>'title') text_pattern_ops);\n";

void expect_says(const std::string& text, std::string_view part) {
  EXPECT_TRUE(has_text(text, part)) << "no \"" << part << "\" in: " << text;
}

std::string indexes_of(const quickstart_project& project, const std::string& document,
                       const environment& variables = {}) {
  const auto process = project.run({"explain", document}, variables);
  EXPECT_EQ(process->wait(), 0) << process->error_output();
  const std::string text = process->output();
  const std::size_t at = text.find("# indexes\n");
  return at == std::string::npos ? "none" : text.substr(at);
}

TEST(check_indexes, says_once_served_which_filters_have_none_and_serves_on) {
  const notes_project project;
  const quickstart_server server(project, {"--check-indexes"});
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(server.process().says(
      "2 of 7 filters have an index, planned as the role fraiseql_serving\n"));
  expect_says(server.process().output(), title_index);
  EXPECT_FALSE(has_text(server.process().output(), "Note.id "));
  EXPECT_EQ(server.get("/ready").status, 200);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(check_indexes, is_looked_at_by_the_ready_made_program_too) {
  const sdl_notes_project project;
  const quickstart_server server(project, {"--check-indexes"});
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(server.process().says("2 of 7 filters have an index"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(check_indexes, says_after_a_reload_only_what_is_new) {
  const sdl_notes_project project;
  const quickstart_server server(project, {"--check-indexes", "--watch"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.process().says("2 of 7 filters have an index"));
  const std::string before = server.process().output();
  ASSERT_EQ(times(before, "\nNote.body "), 1U) << before;

  // One with the same filters, one with other indexes, one with another field.
  const std::string schema = project.read("schema.graphql");
  const std::string query = "type Query {\n";
  std::string other = schema;
  other.insert(other.find(query) + query.size(), "  more: [Note!]! @find\n");
  project.write("schema.graphql", other);
  ASSERT_TRUE(server.process().says("reloaded schema.graphql"));
  project.write("db/10_index.sql",
                "CREATE INDEX ON tv_note ((data->>'title') text_pattern_ops);\n");
  EXPECT_TRUE(server.process().says("4 of 7 filters have an index"));
  const std::string note = "type Note {\n";
  other.insert(other.find(note) + note.size(), "  extra: Int\n");
  project.write("schema.graphql", other);
  EXPECT_TRUE(server.process().says("4 of 8 filters have an index"));

  const std::string after = server.process().output();
  EXPECT_EQ(times(after, "filters have an index"), 3U) << after;
  EXPECT_EQ(times(after, "\nNote.body "), 1U) << after;
  EXPECT_EQ(times(after, title_index), 1U) << after;
  EXPECT_EQ(times(after, "\nNote.extra eq: no index\n"), 1U) << after;
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(check_indexes, looks_at_what_a_field_filters_by_itself) {
  const sdl_notes_project project;
  std::string schema = project.read("schema.graphql");
  const std::string query = "type Query {\n";
  schema.insert(schema.find(query) + query.size(),
                "  some: [Note!]! @find(where: {identifier: {in: [\"alpha\"]}, OR: [{title: {eq: "
                "\"a\"}}, {NOT: {body: {eq: \"b\"}}}]})\n");
  project.write("schema.graphql", schema);
  const quickstart_server server(project, {"--check-indexes"});
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(server.process().says("3 of 9 filters have an index"));
  expect_says(server.process().output(),
              "\nsome own where.OR[0].title.eq: no index\n"
              "  CREATE INDEX ON \"public\".\"tv_note\" ((\"data\"->>'title'));\n");
  EXPECT_FALSE(has_text(server.process().output(), "some own where.identifier"));
  EXPECT_FALSE(has_text(server.process().output(), "own where.OR[1]"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(explain, says_which_index_serves_a_condition_and_an_ordering) {
  const notes_project project;
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  const std::string document =
      "{ notes(where: {OR: [{title: {eq: \"a\"}}, {id: {isNull: false}}], NOT: {body: {eq: "
      "\"b\"}}}, "
      "orderBy: [{title: DESC}]) { id } note(identifier: \"a\") { id } }";
  EXPECT_EQ(indexes_of(project, document),
            "# indexes\nplanned as the role fraiseql_serving\n"
            "notes where.OR[0].title.eq: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_note\" ((\"data\"->>'title'));\n"
            "notes where.OR[1].id.isNull: index tv_note_pkey\n"
            "notes where.NOT.body.eq: no index; it stands under NOT\n"
            "notes orderBy: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_note\" ((\"data\"->>'title') DESC, \"id\" DESC);\n"
            "note note(identifier:): index tv_note_identifier_key\n\n");
  run_in_database(project.conninfo("fraiseql_owner"),
                  "CREATE INDEX by_title ON \"public\".\"tv_note\" ((\"data\"->>'title') DESC, "
                  "\"id\" DESC)");
  const std::string after = indexes_of(project, document);
  expect_says(after, "notes where.OR[0].title.eq: index by_title\n");
  expect_says(after, "notes orderBy: index by_title\n");
  // The same by its connection string.
  const std::string by_url = indexes_of(project, "{ notes { id } }",
                                        {{"DATABASE_URL", project.conninfo("fraiseql_owner")}});
  EXPECT_EQ(by_url, "# indexes\nnothing is filtered or ordered\n\n");
  EXPECT_EQ(server.end(SIGTERM), 0);
  expect_says(indexes_of(project, document),
              "not looked at: the embedded database of the project does not run\n");
}

TEST(explain, works_where_the_database_cannot_be_reached) {
  const quickstart_project project;
  const std::string said = indexes_of(project, "{ notes(where: {title: {eq: \"a\"}}) { id } }",
                                      {{"DATABASE_URL", "host=127.0.0.1 port=1"}});
  expect_says(said, "not looked at: the database cannot be looked at: ");
  expect_says(said, "set database_url, or serve the project meanwhile\n");
}

}  // namespace
}  // namespace fraiseql::testing
