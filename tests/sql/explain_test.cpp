// The question of how a statement is carried out.
#include "sql/explain.hpp"

#include <gtest/gtest.h>

namespace fraiseql::sql {
namespace {

// ANALYZE carries it out, so what a function leaves is left then, too.
TEST(explained, is_a_call_where_the_statement_is_one) {
  EXPECT_TRUE(explained({.text = "SELECT fn()", .is_call = true}, {}).is_call);
  EXPECT_FALSE(explained({.text = "SELECT 1"}, {}).is_call);
}

}  // namespace
}  // namespace fraiseql::sql
