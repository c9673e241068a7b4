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
  EXPECT_EQ(to_text(one_row("T row 1 {}")), "root: T from the row of document + 1 column\n");
  EXPECT_EQ(to_text(all_rows("T columns 2 {}")), "root: [T] from the rows of 2 columns\n");
  EXPECT_EQ(to_text(one_page("C! page backward row 2 cursors { totalCount }")),
            "root: C! from a backward page of rows of document + 2 columns with cursors\n"
            "  totalCount: totalCount\n");
}

TEST(response_shape, prints_columns_and_how_they_are_laid_out) {
  EXPECT_EQ(to_text(one_row("User row 3 { name: String  n at 0: Int"
                            "  posts at 1: [Post!] columns 2 { title at 1: String }"
                            "  media at 2: Media row 1 by type { Book { b at 0: Int } } }")),
            "root: User from the row of document + 3 columns\n"
            "  name: String from name\n"
            "  n: Int from column 0\n"
            "  posts: [Post!] from column 1, rows of 2 columns\n"
            "    title: String from column 1\n"
            "  media: Media from column 2, a row of document + 1 column\n"
            "    where type = Book\n"
            "      b: Int from column 0\n");
}

TEST(response_shape, prints_a_line_a_part_of_a_connection) {
  EXPECT_EQ(to_text(one_row("User columns 1 { posts at 0: C! page row 0 { e from edges {"
                            " node: Post! { title: String } } i from pageInfo { hasNextPage"
                            " hasPreviousPage startCursor endCursor } __typename } }")),
            "root: User from the row of 1 column\n"
            "  posts: C! from column 0, a page of rows of document\n"
            "    e: edges\n"
            "      node: Post! from node\n"
            "        title: String from title\n"
            "    i: pageInfo\n"
            "      hasNextPage: hasNextPage\n"
            "      hasPreviousPage: hasPreviousPage\n"
            "      startCursor: startCursor\n"
            "      endCursor: endCursor\n"
            "    __typename: __typename\n");
}

}  // namespace
}  // namespace fraiseql::transform
