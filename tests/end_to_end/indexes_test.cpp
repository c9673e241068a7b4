// `serve --check-indexes` and the last section of `explain`: what they say of the quickstart, and
// that it changes with what the database has.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

constexpr const char* title_index =
    "Note.title startsWith, eq: no index\n"
    "  CREATE INDEX ON \"public\".\"tv_note\" ((\"data\"->>'title') text_pattern_ops);\n";

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

// Users and what they write; of what a post is found or ordered by, two are real columns.
struct posts_project : sdl_quickstart_project {
  posts_project() {
    for (const char* name : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
      remove(name);
    }
    write("schema.graphql", R"(
      type Query {
        users: [User!]! @find
        posts: [Post!]! @find
      }
      type Mutation {
        write: Post! @call(function: "fn_write")
      }
      type User {
        id: ID!
        name: String!
        posts: [Post!]! @find(on: [{field: "authorId", equals: "id"}], orderBy: {title: DESC})
        published: PostConnection! @find(on: [{field: "authorId", equals: "id"}],
          where: {status: {eq: "published"}}, orderBy: {createdAt: DESC})
        memoirs: [Post!]! @find(on: [{field: "authorId", equals: "id"},
          {field: "title", equals: "name"}])
      }
      type Post {
        id: ID!
        title: String!
        status: String!
        createdAt: DateTime!
        authorId: ID!
        author: User @findOne(on: [{field: "id", equals: "authorId"}])
        namesake: User @findOne(on: [{field: "name", equals: "title"}])
        readers: [Reader!]!
      }
      type Reader {
        userId: ID!
        user: User @findOne(on: [{field: "id", equals: "userId"}])
      })");
    write("db/01_tables.sql",
          "CREATE TABLE tv_user (id uuid PRIMARY KEY, data jsonb NOT NULL);"
          "CREATE TABLE tv_post (id uuid PRIMARY KEY, author_id uuid NOT NULL,"
          " created_at timestamptz NOT NULL, data jsonb NOT NULL);"
          "CREATE FUNCTION fn_write() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'");
  }

  void run_sql(const std::string& sql) const { run_in_database(conninfo("fraiseql_owner"), sql); }
};

// An index of its status alone would not serve `published`.
TEST(check_indexes, leaves_what_a_relation_filters_by_itself_to_explain) {
  const posts_project project;
  const quickstart_server server(project, {"--check-indexes"});
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(server.process().says(" filters have an index"));
  EXPECT_FALSE(has_text(server.process().output(), "own where"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

class indexes_of_relations : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(server_.serves()); }
  void TearDown() override { EXPECT_EQ(server_.end(SIGTERM), 0); }

  std::string lines_of(const std::string& document) const {
    const std::string text = indexes_of(project_, document);
    const std::string_view head = "# indexes\nplanned as the role fraiseql_serving\n";
    EXPECT_TRUE(text.starts_with(head)) << text;
    return text.substr(std::min(head.size(), text.size()));
  }

  posts_project project_;
  quickstart_server server_{project_};
};

TEST_F(indexes_of_relations, serve_what_rows_are_found_by_together_with_their_order) {
  const std::string document = "{ users { posts(limit: 2) { title } } }";
  const std::string advice =
      "\n  CREATE INDEX ON \"public\".\"tv_post\" (\"author_id\", (\"data\"->>'title') DESC, "
      "\"id\" DESC);\n";
  EXPECT_EQ(lines_of(document), "users.posts by authorId, orderBy: no index" + advice + "\n");

  // One index for each of the two.
  project_.run_sql(
      "CREATE INDEX by_author ON tv_post (author_id);"
      "CREATE INDEX by_title ON tv_post ((data->>'title') DESC, id DESC)");
  EXPECT_EQ(lines_of(document),
            "users.posts by authorId, orderBy: no index; by_author does not serve the order" +
                advice + "\n");

  project_.run_sql(advice);
  EXPECT_EQ(lines_of(document),
            "users.posts by authorId, orderBy: index tv_post_author_id_expr_id_idx\n\n");
}

TEST_F(indexes_of_relations, begin_with_what_the_field_itself_says_to_be_equal) {
  const std::string document = "{ users { all: published { totalCount edges { cursor } } } }";
  const std::string advice =
      "\n  CREATE INDEX ON \"public\".\"tv_post\" (\"author_id\", (\"data\"->>'status'), "
      "\"created_at\" DESC, \"id\" DESC);\n";
  const std::string line = "users.all by authorId, own where.status.eq, orderBy: ";
  EXPECT_EQ(lines_of(document), line + "no index" + advice + "\n");
  project_.run_sql(advice);
  EXPECT_EQ(lines_of(document), line + "index tv_post_author_id_expr_created_at_id_idx\n\n");
  // One that finds them in order without it serves, too.
  project_.run_sql(
      "DROP INDEX tv_post_author_id_expr_created_at_id_idx;"
      "CREATE INDEX by_author ON tv_post (author_id, created_at, id)");
  EXPECT_EQ(lines_of(document), line + "index by_author\n\n");
}

TEST_F(indexes_of_relations, serve_all_that_has_to_match) {
  const std::string document = "{ users { memoirs { title } } }";
  const std::string advice =
      "\n  CREATE INDEX ON \"public\".\"tv_post\" (\"author_id\", (\"data\"->>'title'), "
      "\"id\");\n";
  project_.run_sql("CREATE INDEX by_author ON tv_post (author_id, id)");
  EXPECT_EQ(lines_of(document), "users.memoirs by authorId, title: no index" + advice + "\n");
  project_.run_sql(advice);
  EXPECT_EQ(lines_of(document),
            "users.memoirs by authorId, title: index tv_post_author_id_expr_id_idx\n\n");
}

TEST_F(indexes_of_relations, are_named_by_the_path_in_the_answer) {
  project_.run_sql("CREATE INDEX by_author ON tv_post (author_id, created_at, id)");
  EXPECT_EQ(lines_of("{ writers: users { published { edges { node { by: author { name } } } } } }"),
            "writers.published by authorId, own where.status.eq, orderBy: index by_author\n"
            "writers.published.edges.node.by by id: index tv_user_pkey\n\n");
  EXPECT_EQ(lines_of("{ posts { read: readers { by: user { name } } } }"),
            "posts.read.by by id: index tv_user_pkey\n\n");
  EXPECT_EQ(lines_of("mutation { write { author { name } } }"),
            "write.author by id: index tv_user_pkey\n\n");
  // Only counted, so in no order.
  EXPECT_EQ(lines_of("{ users { published { totalCount } } }"),
            "users.published by authorId, own where.status.eq: index by_author\n\n");
  // Of several the one with the least id.
  EXPECT_EQ(lines_of("{ posts { namesake { name } } }"),
            "posts.namesake by name: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_user\" ((\"data\"->>'name'), \"id\");\n\n");
}

TEST_F(indexes_of_relations, are_named_in_filters_by_the_relation) {
  EXPECT_EQ(lines_of("{ users(where: {posts: {none: {author: {name: {eq: \"a\"}}}}, "
                     "published: {every: {title: {eq: \"b\"}}}}) { name } }"),
            "users where.posts by authorId: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_post\" (\"author_id\");\n"
            "users where.posts.none.author by id: index tv_user_pkey\n"
            "users where.posts.none.author.name.eq: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_user\" ((\"data\"->>'name'));\n"
            "users where.published by authorId, own where.status.eq: no index\n"
            "  CREATE INDEX ON \"public\".\"tv_post\" (\"author_id\", (\"data\"->>'status'), "
            "\"id\");\n"
            "users where.published.every.title.eq: no index; it is asked of every row that belongs "
            "to another\n\n");
}

TEST_F(indexes_of_relations, need_columns_under_row_level_security) {
  project_.run_sql(
      "ALTER TABLE tv_user ENABLE ROW LEVEL SECURITY;"
      "CREATE POLICY all_of_them ON tv_user USING (id IS NOT NULL)");
  const std::string document = "{ posts { namesake { name } } }";
  const std::string said = lines_of(document);
  expect_says(said, "posts.namesake by name: no index; it needs a column\n");
  const std::string index = "CREATE INDEX ON \"public\".\"tv_user\" (\"name\", \"id\");\n";
  expect_says(said, index);
  project_.run_sql(said.substr(said.find('\n')));
  EXPECT_EQ(lines_of(document), "posts.namesake by name: index tv_user_name_id_idx\n\n");
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
