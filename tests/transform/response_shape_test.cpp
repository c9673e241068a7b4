#include "transform/response_shape.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "transform/shape_text.hpp"

namespace fraiseql::transform {
namespace {

TEST(response_shape, sorts_keys_as_jsonb_does) {
  std::vector<std::string> keys = {"ab", "é", "aaa", "b", "aa", "B", ""};
  std::ranges::sort(keys, jsonb_key_less);
  EXPECT_EQ(keys, (std::vector<std::string>{"", "B", "b", "aa", "ab", "é", "aaa"}));
  EXPECT_FALSE(jsonb_key_less("a", "a"));
}

TEST(response_shape, prints_a_line_a_field) {
  const auto shape = all_rows(
      "Note! { id: ID!  label from title: String  tags: [[String!]]!  __typename"
      " author: [User!]! { name: String  since from created_at: DateTime! }"
      " a: JSON  b: Boolean  c: Int  d: Float  e: BigInt  f: Decimal }",
      list_null::refused);
  EXPECT_EQ(to_text(shape),
            "root: [Note!]! from the rows\n"
            "  id: ID! from id\n"
            "  label: String from title\n"
            "  tags: [[String!]]! from tags\n"
            "  __typename: \"Note\"\n"
            "  author: [User!]! from author\n"
            "    name: String from name\n"
            "    since: DateTime! from created_at\n"
            "  a: JSON from a\n"
            "  b: Boolean from b\n"
            "  c: Int from c\n"
            "  d: Float from d\n"
            "  e: BigInt from e\n"
            "  f: Decimal from f\n");
}

TEST(response_shape, says_how_the_rows_become_the_value) {
  EXPECT_EQ(to_text(one_row("[Int!]!")), "root: [Int!]! from the row\n");
  EXPECT_EQ(to_text(all_rows("[Int]!")), "root: [[Int]!] from the rows\n");
}

}  // namespace
}  // namespace fraiseql::transform
