// Orders that belong to a list: what of one the database does not take is seen when it is looked
// at, before a client could be told.
#include <gtest/gtest.h>

#include "execution/requirements.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::execution {
namespace {

// What is wrong where `order` is a list's own and the vectors have three numbers; a line each.
std::string wrong_with(const std::string& order) {
  const auto schema =
      frontend::build_served_schema("type Query { notes: [Note!]! @find(orderBy: " + order + R"()
        authors: [Author!]! @find }
      type Note @search(fields: ["title"]) {
        id: ID!
        title: String!
        meaning: Vector @column(name: "meaning")
        inside: Vector
        author: Author
      }
      type Author {
        id: ID!
        name: String!
        written: NoteConnection! @find(on: [{field: "id", equals: "id"}], orderBy: )" +
                                    order + ") }");
  if (!schema) return schema.error().front().message;
  const auto found = std::make_shared<const plan::catalogue>(plan::catalogue{
      .relations = {{.schema = "public",
                     .name = "tv_note",
                     .columns = {{.name = "id", .type = "uuid"},
                                 {.name = "meaning", .type = "vector", .dimensions = 3},
                                 {.name = "data", .type = "jsonb"}}}}});
  std::string text;
  for (const postgres::missing& one : requirements_of(*schema).judge(found)) {
    text += one.message + "; " + one.remedy + "\n";
  }
  return text;
}

TEST(own_orders, are_well_where_the_database_takes_them) {
  EXPECT_EQ(wrong_with("[{title: DESC_NULLS_LAST}, {author: {name: ASC}}]"), "");
  EXPECT_EQ(wrong_with(R"({searchRank: {words: "a b"}})"), "");
  EXPECT_EQ(wrong_with("{meaning: {nearestTo: [1, 2, 3], metric: L2}}"), "");
  // In documents vectors may have any number of numbers.
  EXPECT_EQ(wrong_with("{inside: {nearestTo: [1, 2], metric: COSINE}}"), "");
}

TEST(own_orders, are_told_of_a_vector_of_another_length) {
  const auto line = [](const std::string& list) {
    return "the order of field \"" + list + "\" is wrong: " + list +
           "(orderBy:) meaning.nearestTo has 2 numbers, and the vectors that it is compared with "
           "have 3; write it otherwise in the schema\n";
  };
  EXPECT_EQ(wrong_with("[{title: ASC}, {meaning: {nearestTo: [1, 2], metric: L2}}]"),
            line("notes") + line("written"));
}

}  // namespace
}  // namespace fraiseql::execution
