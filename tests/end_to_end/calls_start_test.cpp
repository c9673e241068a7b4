// What the server says at its start of functions that do not fit the calls of its schema: each with
// what was found and what is wanted, all of them at once.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

struct unfit_function {
  const char* field;  // of Mutation
  const char* sql;    // makes the function fn_x
  const char* message;
};

// `fn_x` in them is fn_1, fn_2, ...
constexpr unfit_function unfit_functions[] = {
    {"Note", "", "the function fn_x does not exist"},
    {"Note", "CREATE PROCEDURE fn_x() LANGUAGE sql AS 'SELECT 1'",
     "the function fn_x does not exist"},
    {"Int", "CREATE AGGREGATE fn_x(int) (sfunc = int4pl, stype = int)",
     "the function fn_x does not exist"},
    // parameters
    {"(input: One!): Int", "FUNCTION fn_x() RETURNS int",
     "found fn_x() returns integer, wanted fn_x(p_title text) returns integer"},
    {"(input: One!): Int", "FUNCTION fn_x(p_titel text) RETURNS int",
     "found fn_x(p_titel text) returns integer, wanted fn_x(p_title text) returns"},
    {"(input: One!): Int", "FUNCTION fn_x(text) RETURNS int",
     "found fn_x(text) returns integer, wanted fn_x(p_title text) returns"},
    {"(input: One!): Int", "FUNCTION fn_x(p_title text, p_more int) RETURNS int",
     "found fn_x(p_title text, p_more integer) returns integer, wanted fn_x(p_title"},
    {"(input: One!): Int", "FUNCTION fn_x(p_title int) RETURNS int",
     "found fn_x(p_title integer) returns integer, wanted fn_x(p_title text) returns"},
    {"(input: Maybe!): Int", "FUNCTION fn_x(p_n int) RETURNS int",
     "found fn_x(p_n integer) returns integer, wanted fn_x(p_n integer DEFAULT NULL) returns"},
    {"(input: Maybe!): Int", "FUNCTION fn_x(p_n int2 DEFAULT 1) RETURNS int",
     "returns integer, wanted fn_x(p_n integer DEFAULT NULL) returns"},
    {"(input: Choice!): Int", "FUNCTION fn_x(p_color int) RETURNS int",
     "found fn_x(p_color integer) returns integer, wanted fn_x(p_color text) returns"},
    {"(input: Texts!): Int", "FUNCTION fn_x(p_texts text) RETURNS int",
     "found fn_x(p_texts text) returns integer, wanted fn_x(p_texts text[]) returns"},
    {"(input: Texts!): Int", "FUNCTION fn_x(p_texts int[]) RETURNS int",
     "found fn_x(p_texts integer[]) returns integer, wanted fn_x(p_texts text[]) returns"},
    {"(input: Texts!): Int", "FUNCTION fn_x(VARIADIC p_texts text[]) RETURNS int",
     "found fn_x(VARIADIC p_texts text[]) returns integer, wanted fn_x(p_texts text[]) returns"},
    {"(input: Jsons!): Int", "FUNCTION fn_x(p_jsons jsonb[]) RETURNS int",
     "found fn_x(p_jsons jsonb[]) returns integer, wanted fn_x(p_jsons jsonb) returns"},
    {"(input: Inside!): Int", "FUNCTION fn_x(p_box text) RETURNS int",
     "found fn_x(p_box text) returns integer, wanted fn_x(p_box jsonb) returns"},
    {"(input: Inside!): Int", "FUNCTION fn_x(p_box lid) RETURNS int",
     "found fn_x(p_box lid) returns integer, wanted fn_x(p_box jsonb) returns"},
    {"(input: Inside!): Int", "FUNCTION fn_x(p_box crate_of_numbers) RETURNS int",
     "found fn_x(p_box crate_of_numbers) returns integer, wanted fn_x(p_box jsonb) returns"},
    {"(input: Inside!): Int", "FUNCTION fn_x(p_box crate[]) RETURNS int",
     "found fn_x(p_box crate[]) returns integer, wanted fn_x(p_box jsonb) returns"},
    {"(input: Boxes!): Int", "FUNCTION fn_x(p_boxes crate) RETURNS int",
     "found fn_x(p_boxes crate) returns integer, wanted fn_x(p_boxes jsonb) returns"},
    {"(input: Boxes!): Int", "FUNCTION fn_x(p_boxes text[]) RETURNS int",
     "found fn_x(p_boxes text[]) returns integer, wanted fn_x(p_boxes jsonb) returns"},
    // results
    {"Note", "FUNCTION fn_x() RETURNS SETOF uuid",
     "found fn_x() returns SETOF uuid, wanted fn_x() returns uuid"},
    {"Note", "FUNCTION fn_x() RETURNS uuid[]",
     "found fn_x() returns uuid[], wanted fn_x() returns"},
    {"Note", "FUNCTION fn_x() RETURNS text",
     "found fn_x() returns text, wanted fn_x() returns uuid"},
    {"Note", "FUNCTION fn_x() RETURNS void",
     "found fn_x() returns void, wanted fn_x() returns uuid"},
    {"Note", "FUNCTION fn_x() RETURNS record",
     "found fn_x() returns record, wanted fn_x() returns uuid"},
    {"[Note!]!", "FUNCTION fn_x() RETURNS uuid",
     "found fn_x() returns uuid, wanted fn_x() returns SETOF uuid"},
    {"[Note!]!", "FUNCTION fn_x() RETURNS SETOF uuid[]",
     "found fn_x() returns SETOF uuid[], wanted fn_x() returns SETOF uuid"},
    {"Box", "FUNCTION fn_x() RETURNS uuid",
     "found fn_x() returns uuid, wanted fn_x() returns jsonb"},
    {"Box", "FUNCTION fn_x() RETURNS TABLE (w int, h int, lid lid)",
     "found fn_x() returns TABLE(w integer, h integer, lid lid), wanted fn_x() returns jsonb"},
    {"Box", "FUNCTION fn_x() RETURNS lid", "found fn_x() returns lid, wanted fn_x() returns jsonb"},
    {"Box", "FUNCTION fn_x() RETURNS crate_of_texts",
     "found fn_x() returns crate_of_texts, wanted fn_x() returns jsonb"},
    {"Either", "FUNCTION fn_x() RETURNS uuid",
     "found fn_x() returns uuid, wanted fn_x() returns jsonb"},
    {"Either", "FUNCTION fn_x() RETURNS without_type",
     "found fn_x() returns without_type, wanted fn_x() returns jsonb"},
    {"Int", "FUNCTION fn_x() RETURNS SETOF int",
     "found fn_x() returns SETOF integer, wanted fn_x() returns integer"},
    {"Int", "FUNCTION fn_x() RETURNS int[]",
     "found fn_x() returns integer[], wanted fn_x() returns integer"},
    {"Int", "FUNCTION fn_x() RETURNS text",
     "found fn_x() returns text, wanted fn_x() returns integer"},
    {"Int", "FUNCTION fn_x() RETURNS void",
     "found fn_x() returns void, wanted fn_x() returns integer"},
    {"Boolean", "FUNCTION fn_x() RETURNS int",
     "found fn_x() returns integer, wanted fn_x() returns boolean"},
    {"Color", "FUNCTION fn_x() RETURNS int",
     "found fn_x() returns integer, wanted fn_x() returns text"},
    {"[Int!]", "FUNCTION fn_x() RETURNS int",
     "found fn_x() returns integer, wanted fn_x() returns SETOF integer"},
    {"[Int!]", "FUNCTION fn_x() RETURNS text[]",
     "found fn_x() returns text[], wanted fn_x() returns SETOF integer"},
};

constexpr const char* types_of_sql = R"(
CREATE TABLE tv_note (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TYPE lid AS (name text);
CREATE TYPE crate AS (w int, h int, lid lid);
CREATE TYPE crate_of_numbers AS (w int, h int, lid int);
CREATE TYPE crate_of_texts AS (w int, h int, lid text);
CREATE TYPE without_type AS (id uuid, title text, message text);
)";

constexpr const char* types_of_graphql = R"(
type Query { notes: [Note!]! @find }
type Note { id: ID! title: String! }
type Box { w: Int! h: Int lid: Lid }
type Lid { name: String! }
type Taken { message: String! }
union Either = Note | Taken
enum Color { RED }
input One { title: String! }
input Maybe { n: Int }
input Choice { color: Color! }
input Texts { texts: [String!]! }
input Jsons { jsons: [JSON!]! }
input Inside { box: BoxInput! }
input Boxes { boxes: [BoxInput!]! }
input BoxInput { w: Int! h: Int lid: LidInput }
input LidInput { name: String! }
)";

std::string with_name(std::string text, const std::string& name) {
  constexpr std::string_view place = "fn_x";
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + 1)) {
    text.replace(at, place.size(), name);
  }
  return text;
}

// The functions do nothing: they are never called.
std::string sql_of(const unfit_function& one) {
  const std::string sql = one.sql;
  if (!sql.starts_with("FUNCTION")) return sql.empty() ? "" : sql + ";\n";
  return "CREATE " + sql + " LANGUAGE plpgsql AS 'BEGIN END';\n";
}

// `fraiseql serve` of the schema and the files that a test writes.
struct written_project : quickstart_project {
  written_project() : quickstart_project("examples/quickstart-sdl", "fraiseql") {
    for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
      remove(file);
    }
  }
  [[nodiscard]] std::string refused_start() const {
    const auto process = run({"serve", "--port", "0"});
    const bool serves = process->says("try: curl");
    if (serves) process->signal(SIGTERM);
    EXPECT_NE(process->wait().value_or(0), 0);
    EXPECT_FALSE(serves) << process->output();
    return process->error_output();
  }
};

TEST(calls_that_do_not_fit, are_named_at_the_start_with_what_is_found_and_wanted) {
  const written_project project;
  std::string schema = types_of_graphql + std::string("type Mutation {\n");
  std::string sql = types_of_sql;
  int number = 0;
  for (const unfit_function& one : unfit_functions) {
    const std::string name = "fn_" + std::to_string(++number);
    const std::string field = one.field;
    schema += "f" + std::to_string(number) + (field.starts_with('(') ? field : ": " + field) +
              " @call(function: \"" + name + "\")\n";
    sql += with_name(sql_of(one), name);
  }
  project.write("schema.graphql", schema + "}\n");
  project.write("db/01_all.sql", sql);
  const std::string text = project.refused_start();
  number = 0;
  for (const unfit_function& one : unfit_functions) {
    const std::string name = "fn_" + std::to_string(++number);
    const std::string line = with_name(one.message, name);
    EXPECT_TRUE(has_text(text, line)) << one.field << ' ' << one.sql << "\nwithout: " << line;
  }
}

TEST(calls_that_do_not_fit, name_what_may_not_be_called) {
  const written_project project;
  project.write("schema.graphql",
                "type Query { one: Int @call(function: \"fn_one\") "
                "two: Int @call(function: \"other.fn_two\") }");
  project.write("db/01_all.sql",
                "CREATE FUNCTION fn_one() RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';\n"
                "REVOKE EXECUTE ON FUNCTION fn_one FROM public, fraiseql_serving;\n"
                "CREATE SCHEMA other;\n"
                "REVOKE ALL ON SCHEMA other FROM public, fraiseql_serving;\n"
                "CREATE FUNCTION other.fn_two() RETURNS int STABLE LANGUAGE sql AS 'SELECT 2';\n");
  const std::string text = project.refused_start();
  expect_says(text, "fn_one");
  expect_says(text, "GRANT EXECUTE");
  expect_says(text, "other.fn_two");
  expect_says(text, "GRANT USAGE");
}

// Which of the two is meant nobody can say; PostgreSQL does not either.
TEST(calls_that_do_not_fit, name_functions_of_which_two_fit) {
  const written_project project;
  project.write("schema.graphql",
                "type Query { one(input: One!): Int @call(function: \"fn_one\") }\n"
                "input One { title: String! }");
  for (const char* more : {"p_more int", "p_more text"}) {
    project.write("db/" + std::string(more).substr(7) + ".sql",
                  "CREATE FUNCTION fn_one(p_title text, " + std::string(more) +
                      " DEFAULT NULL) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';");
  }
  const std::string text = project.refused_start();
  expect_says(text, "fn_one(p_title text, p_more integer DEFAULT NULL");
  expect_says(text, "fn_one(p_title text, p_more text DEFAULT NULL");
}

TEST(calls_that_fit, choose_among_functions_of_one_name) {
  const written_project project;
  project.write("schema.graphql",
                "type Query { one(input: One!): Int! @call(function: \"fn_one\") "
                "two(input: Two!): Int! @call(function: \"fn_one\") }\n"
                "input One { title: String! } input Two { title: Int! }");
  project.write("db/01_all.sql",
                "CREATE FUNCTION fn_one(p_title text) RETURNS int STABLE LANGUAGE sql "
                "AS 'SELECT 1';\n"
                "CREATE FUNCTION fn_one(p_title int) RETURNS int STABLE LANGUAGE sql "
                "AS 'SELECT 2';\n"
                "CREATE FUNCTION fn_one(p_title int, p_more int) RETURNS int STABLE LANGUAGE sql "
                "AS 'SELECT 3';\n");
  const quickstart_server server(project);
  ASSERT_TRUE(server.serves());
  EXPECT_EQ(server.ask(R"({ one(input: {title: "x"}) two(input: {title: 5}) })"),
            R"({"data":{"one":1,"two":2}})");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
