// How PostgreSQL is asked for the plan of a statement.
#include "sql/explain.hpp"

#include <gtest/gtest.h>

namespace fraiseql::sql {
namespace {

const statement read = {.text = "SELECT $1",
                        .parameters = {{.source = json::value("x"), .argument = "a"}}};

TEST(explained, asks_for_the_plan_alone_unless_more_is_wanted) {
  EXPECT_EQ(explained(read, {}).text, "EXPLAIN (FORMAT TEXT) SELECT $1");
  EXPECT_EQ(explained(read, {.form = explain_form::json}).text, "EXPLAIN (FORMAT JSON) SELECT $1");
}

TEST(explained, carries_the_statement_out_for_an_analysis) {
  EXPECT_EQ(explained(read, {.depth = explain_depth::analysis}).text,
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT TEXT) SELECT $1");
  EXPECT_EQ(explained(read, {.depth = explain_depth::analysis, .form = explain_form::json}).text,
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT $1");
}

TEST(explained, takes_the_parameters_of_the_statement) {
  const statement made = explained(read, {});
  ASSERT_EQ(made.parameters.size(), 1U);
  EXPECT_EQ(made.parameters.front().argument, "a");
  EXPECT_FALSE(made.is_check);
}

}  // namespace
}  // namespace fraiseql::sql
