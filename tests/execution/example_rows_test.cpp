// Example data of rows with columns: what belongs to them, pages of them, and their members.
#include <gtest/gtest.h>

#include "execution/example.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/cursor.hpp"
#include "json/read.hpp"

namespace fraiseql::execution {
namespace {

constexpr std::string_view rows_sdl = R"(
  type Query {
    users: [User!]! @find
    user: User @findOne
    posts: PostConnection! @find
  }
  type User @relation(name: "tv_user") {
    id: ID!
    name: String!
    home: Address
    homes: [Address!]!
    posts: [Post!]! @find(on: [{field: "authorId", equals: "id"}])
    latest: PostConnection! @find(on: [{field: "authorId", equals: "id"}])
  }
  type Address {
    city: String!
    ownerId: ID!
    owner: User @findOne(on: [{field: "id", equals: "ownerId"}])
  }
  type Post @relation(name: "tv_post") {
    id: ID!
    title: String!
    authorId: ID!
    author: User @findOne(on: [{field: "id", equals: "authorId"}])
  }
)";

std::string answer_to(const std::string& document,
                      plan::document_reading how = plan::document_reading::whole) {
  const auto schema = frontend::build_served_schema(rows_sdl);
  if (!schema) return schema.error().front().message;
  plan::planning_options options;
  options.documents = how;
  auto prepared = preparer(*schema, limits{}, {}, options).prepare({.document = document});
  if (!prepared) return prepared.error().front().message;
  return example_answer(*prepared, example_values::constants).body;
}

TEST(example_of_rows, has_two_rows_that_belong_to_a_row) {
  EXPECT_EQ(answer_to("{ users { name posts { title author { name } } } }"), [] {
    const std::string post = R"({"title":"str","author":{"name":"str"}})";
    const std::string user = R"({"name":"str","posts":[)" + post + "," + post + "]}";
    return R"({"data":{"users":[)" + user + "," + user + "]}}";
  }());
}

TEST(example_of_rows, is_the_same_whether_documents_or_members_are_read) {
  for (const char* document :
       {"{ users { id name posts { id title } } }", "{ users { name home { city } } }",
        "{ posts { edges { node { title } } } }", "{ users { __typename } }",
        "{ user(id: \"1\") { name posts { author { name } } } }",
        "{ users { name homes { city owner { name } } } }"}) {
    EXPECT_EQ(answer_to(document, plan::document_reading::members), answer_to(document))
        << document;
    EXPECT_EQ(answer_to(document).find("errors"), std::string::npos) << answer_to(document);
  }
}

TEST(example_of_rows, has_rows_that_belong_to_what_is_inside_of_a_document) {
  EXPECT_EQ(
      answer_to("{ user(id: \"1\") { home { city owner { name } } homes { owner { id } } } }"),
      R"({"data":{"user":{"home":{"city":"str","owner":{"name":"str"}},)"
      R"("homes":[{"owner":{"id":"id"}},{"owner":{"id":"id"}}]}}})");
}

TEST(example_of_rows, reads_a_relation_once_for_each_alias) {
  EXPECT_EQ(
      answer_to(
          "{ user(id: \"1\") { a: posts(limit: 1) { id } b: posts { title } x: name y: name } }"),
      R"({"data":{"user":{"a":[{"id":"id"},{"id":"id"}],"b":[{"title":"str"},{"title":"str"}],)"
      R"("x":"str","y":"str"}}})");
}

TEST(example_of_rows, has_a_page_of_two) {
  EXPECT_EQ(answer_to("{ posts { totalCount edges { node { title } }"
                      " pageInfo { hasNextPage hasPreviousPage } } }"),
            R"({"data":{"posts":{"totalCount":2,)"
            R"("edges":[{"node":{"title":"str"}},{"node":{"title":"str"}}],)"
            R"("pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}}})");
}

TEST(example_of_rows, has_cursors_that_can_be_read) {
  const std::string body =
      answer_to("{ posts { edges { cursor } pageInfo { startCursor endCursor } } }");
  const auto answered = json::read(body);
  ASSERT_TRUE(answered && answered->find("errors") == nullptr) << body;
  const json::value& posts = *answered->find("data")->find("posts");
  const json::value& page = *posts.find("pageInfo");
  for (const char* end : {"startCursor", "endCursor"}) {
    const auto read = json::read_cursor(*page.find(end)->get<std::string>());
    ASSERT_TRUE(read) << body;
    EXPECT_EQ(read->values.size(), 1U);
  }
  EXPECT_EQ(posts.find("edges")->get<json::array>()->size(), 2U);
}

TEST(example_of_rows, has_a_page_of_which_nothing_is_asked_but_types) {
  EXPECT_EQ(answer_to("{ posts { __typename edges { __typename } pageInfo { __typename } } }"),
            R"({"data":{"posts":{"__typename":"PostConnection",)"
            R"("edges":[{"__typename":"PostEdge"},{"__typename":"PostEdge"}],)"
            R"("pageInfo":{"__typename":"PageInfo"}}}})");
  EXPECT_EQ(answer_to("{ posts { totalCount } }"), R"({"data":{"posts":{"totalCount":2}}})");
}

TEST(example_of_rows, has_all_that_is_selected_of_a_page_under_different_names) {
  EXPECT_EQ(
      answer_to("{ p: posts { a: edges { n: node { id } m: node { t: title } }"
                " b: edges { node { author { name } } } c: totalCount } }"),
      R"({"data":{"p":{"a":[{"n":{"id":"id"},"m":{"t":"str"}},)"
      R"({"n":{"id":"id"},"m":{"t":"str"}}],)"
      R"("b":[{"node":{"author":{"name":"str"}}},{"node":{"author":{"name":"str"}}}],"c":2}}})");
}

TEST(example_of_rows, has_pages_that_belong_to_rows) {
  EXPECT_EQ(answer_to("{ user(id: \"1\") { latest(last: 1) { edges { node { title } } } } }"),
            R"({"data":{"user":{"latest":{"edges":[{"node":{"title":"str"}},)"
            R"({"node":{"title":"str"}}]}}}})");
}

TEST(example_of_rows, ends_at_its_bound) {
  std::string document = "{ users {";
  for (int depth = 0; depth < 20; ++depth) document += " posts { author {";
  document += " id" + std::string(2 * 20 + 2, '}');
  const auto schema = frontend::build_served_schema(rows_sdl);
  ASSERT_TRUE(schema) << schema.error().front().message;
  auto prepared = preparer(*schema, frontend::specification_limits).prepare({.document = document});
  ASSERT_TRUE(prepared) << prepared.error().front().message;
  const response refused = example_answer(*prepared, example_values::constants);
  EXPECT_FALSE(refused.was_executed);
  EXPECT_EQ(refused.first_error, error_code::bad_user_input);
}

}  // namespace
}  // namespace fraiseql::execution
