// What goes wrong in the engine's own statements, or with what is stored, is never said to be the
// client's, not even beside patterns of its: each error is forced, with filters that are right.
#include <gtest/gtest.h>

#include "filters/served.hpp"

namespace fraiseql::filters {
namespace {

constexpr const char* owned_schema = R"(
type Query { notes: [Note!]! @find twins: [Twin!]! @find }
type Note { id: ID! n: Int day: Date title: String j: JSON path: LTree }
type Twin { id: ID! title: String j: JSON path: LTree }
)";

constexpr const char* owned_tables = R"(
DROP TABLE IF EXISTS tv_note, tv_twin;
CREATE TABLE tv_note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL);
CREATE TABLE tv_twin (id uuid PRIMARY KEY, data jsonb NOT NULL, title text, j jsonb, path ltree);
INSERT INTO tv_note (data) VALUES ('{"n": 1, "title": "a", "j": {"a": 1}, "path": "a.b"}');
INSERT INTO tv_twin SELECT id, jsonb_build_object('id', id), 'a', '{"a": 1}', 'a.b' FROM tv_note;
)";

class own_errors : public ::testing::Test {
 protected:
  void SetUp() override { run_sql(owned_tables); }

  static void expect_ours(served& by, const std::string& list, const std::string& where) {
    SCOPED_TRACE(where);
    const auto answer = by.ask({.document = "{ " + list + "(where: " + where + ") { id } }"});
    ASSERT_TRUE(answer.first_error) << answer.body;
    EXPECT_EQ(*answer.first_error, error_code::internal_server_error) << answer.body;
  }
  static void expect_answered(served& by, const std::string& list, const std::string& where) {
    const auto answer = by.ask({.document = "{ " + list + "(where: " + where + ") { id } }"});
    EXPECT_EQ(answer.errors, 0U) << answer.body;
  }
};

const std::string all_patterns =
    R"(title: {regex: "a", iRegex: "a", search: "a"}, path: {matches: "a.*"}, )"
    R"(j: {pathExists: "$.a.datetime(\"YYYY\") ", pathMatch: "$.a == 1"})";

TEST_F(own_errors, are_values_that_are_stored_as_another_type) {
  run_sql(R"(INSERT INTO tv_note (data) VALUES
             ('{"n": "abc", "day": "someday", "title": "a", "path": "a b", "j": 1}'))");
  served by(owned_schema);
  for (const char* one : {"n: {gt: 1}", "day: {gt: \"2026-01-01\"}", "path: {matches: \"a\"}"}) {
    expect_ours(by, "notes", "{" + std::string(one) + "}");
    expect_ours(by, "notes",
                "{OR: [{" + std::string(one) +
                    R"(}, {j: {pathExists: "$.a.datetime(\"YYYY\") "}}, {title: {regex: "b"}}]})");
  }
}

TEST_F(own_errors, are_columns_that_are_gone) {
  served by(owned_schema);
  expect_answered(by, "twins", "{title: {regex: \"a\"}}");
  run_sql("ALTER TABLE tv_twin DROP COLUMN title, DROP COLUMN path, DROP COLUMN j");
  expect_ours(by, "twins", R"({title: {regex: "a"}})");
  expect_ours(by, "twins", R"({title: {regex: "b", like: "a%"}})");
  expect_ours(by, "twins", R"({j: {pathExists: "$.a"}})");
  expect_ours(by, "twins", R"({path: {matches: "a"}})");
}

TEST_F(own_errors, are_relations_that_are_gone) {
  served by(owned_schema);
  run_sql("DROP TABLE tv_note");
  expect_ours(by, "notes", "{" + all_patterns + "}");
}

// 42883, and of the check 42704: neither is about the pattern.
TEST_F(own_errors, are_operators_and_types_that_are_gone) {
  served by(owned_schema);
  run_sql("CREATE SCHEMA hidden; ALTER OPERATOR ~ (ltree, lquery) SET SCHEMA hidden");
  expect_ours(by, "notes", R"({path: {matches: "a.*"}})");
  run_sql(
      "ALTER OPERATOR hidden.~ (ltree, lquery) SET SCHEMA public;"
      "ALTER TYPE lquery SET SCHEMA hidden");
  served again(owned_schema);
  expect_ours(again, "notes", R"({path: {matches: "a.!b"}})");
  run_sql("ALTER TYPE hidden.lquery SET SCHEMA public; DROP SCHEMA hidden");
}

// 42704, as a path says of a variable that is not there.
TEST_F(own_errors, are_search_configurations_that_are_gone) {
  run_sql("CREATE TEXT SEARCH CONFIGURATION going (COPY = simple)");
  served by(owned_schema, "going");
  expect_answered(by, "notes", "{" + all_patterns + "}");
  run_sql("DROP TEXT SEARCH CONFIGURATION going");
  expect_ours(by, "notes", R"({title: {search: "b"}})");
  expect_ours(by, "notes", R"({title: {search: "b"}, j: {pathExists: "$.a"}})");
}

// A view fails as a path or an expression of the client might.
TEST_F(own_errors, are_views_that_fail_by_patterns_of_their_own) {
  for (const char* fails :
       {"title ~ ('(' || title)", "to_date(title, 'YYYY') IS NULL", "title::jsonpath IS NULL",
        "jsonb_path_exists(j, ('$.' || title || '..')::jsonpath)",
        "(title || '..')::lquery IS NULL"}) {
    SCOPED_TRACE(fails);
    run_sql(std::string(
                "DROP TABLE IF EXISTS tv_note, kept; CREATE TABLE kept (id uuid, data jsonb);") +
            R"(INSERT INTO kept VALUES ('00000000-0000-4000-8000-000000000001',
               '{"n": 1, "title": "a", "j": {"a": 1}, "path": "a.b"}');
               CREATE VIEW tv_note AS SELECT id, data FROM
               (SELECT *, data->>'title' AS title, data->'j' AS j FROM kept OFFSET 0) k WHERE )" +
            fails);
    served by(owned_schema);
    // True of the row, so that what the view asks is asked.
    expect_ours(by, "notes", R"({title: {regex: "a"}, j: {pathExists: "$.a"}})");
    run_sql("DROP VIEW tv_note; DROP TABLE kept");
  }
}

}  // namespace
}  // namespace fraiseql::filters
