// print_with_directives: what it prints is read again as the same schema, and what no directive
// says is refused.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "frontend/blog.hpp"
#include "frontend/code/code_frontend.hpp"
#include "frontend/quickstart.hpp"
#include "frontend/sdl/sdl_frontend.hpp"

namespace fraiseql::frontend {
namespace {

using schema::print_order;

std::shared_ptr<const schema::schema> made_schema(const api::schema& declared) {
  schema::schema_builder builder;
  fill(builder, declared);
  auto built = std::move(builder).build();
  return built ? *built : nullptr;
}

std::shared_ptr<const schema::schema> made_schema(std::string_view text) {
  auto built = build_served_schema(text);
  if (built) return *built;
  for (const graphql_error& error : built.error()) ADD_FAILURE() << error.message;
  return nullptr;
}

std::string with_directives(const schema::schema& schema,
                            print_order order = print_order::declared) {
  const auto text = schema::print_with_directives(schema, order);
  return text ? *text : "failed: " + text.error().message;
}

TEST(print_with_directives, makes_the_text_of_the_quickstart_from_its_program) {
  std::ifstream file(FRAISEQL_SOURCE_DIR "/examples/quickstart-sdl/schema.graphql");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(with_directives(*made_schema(quickstart())), text);
}

// Everything that a directive can say, as it is printed.
constexpr std::string_view everything = R"(schema {
  query: Query
  mutation: Mutation
}

"""What there is to read."""
type Query {
  """The newest first."""
  posts: [Post!]! @find(maxLimit: 50, where: { status: { in: [DRAFT, Published] } })
  post: Post @findOne @deprecated(reason: "use posts")
  latest(input: Latest!): Post @call(function: "blog.fn_latest") @authorize(needs: "post:latest", orNull: true)
  random: Post @call(function: "fn_random")
  nodes: [Node!]! @find
  newest: PostConnection! @find(maxLimit: 50, where: { tags: { isEmpty: false } }, orderBy: [{ createdAt: DESC }, { id: ASC_NULLS_LAST }])
  pages: [Page!]! @find(where: { OR: [{ title: { contains: "\"x\"" } }, { NOT: { id: { eq: "1" } } }] })
}

type Mutation {
  createPost(input: CreatePost!): Post! @call(function: "fn_create_post")
  keep: [Kept] @call(function: "fn_keep", retryable: true)
}

type Post implements Node @relation(name: "blog.tv_post") @search(fields: ["identifier", "dns_1"], configuration: "english") @public @authorize(needs: "post:read") {
  id: ID!
  identifier: String!
  htmlURL: URL @stored(as: "html_url") @authorize(needs: "post:url", orNull: true)
  createdAt: DateTime! @column(name: "created_at")
  score: Int! @stored(as: "points") @column(name: "score") @authorize(needs: "post:score") @deprecated
  status: Status!
  tags: [String!]!
  target: Target
  dns_1: String
  authorId: ID!
  author: Author! @findOne(on: [{ field: "id", equals: "authorId" }]) @authorize(needs: "author:read")
}

type Author {
  id: ID!
  status: Status

  """What they wrote."""
  posts: [Post!]! @find(on: [{ field: "authorId", equals: "id" }, { field: "status", equals: "status" }], maxLimit: 5, where: { score: { gt: 1 } }, orderBy: [{ score: DESC }]) @deprecated(reason: "use pages")
  pages: PostConnection! @find(on: [{ field: "authorId", equals: "id" }])
}

type Page implements Node @search(column: "words") {
  id: ID!
  title: String! @deprecated
}

interface Node @discriminator(key: "kind") @relation(name: "v_node") @public @authorize(needs: "node:read") {
  id: ID! @authorize(needs: "node:id")
}

union Target @discriminator(key: "is") = Post | Page

enum Status {
  DRAFT
  IN_REVIEW @stored(as: "review")

  """Everybody sees it."""
  Published
}

input Latest {
  status: Status = DRAFT
}

input CreatePost @oneOf {
  title: String @stored(as: "heading")
  createdBy: String
  pages: [PageText!]
}

input PageText {
  text: String @stored(as: "page_text")
  next: PageText
}

union Kept @discriminator(key: "sort") = Draft | Failure

type Draft @relation(name: "tv_draft") {
  id: ID!
}

type Failure {
  message: String! @stored(as: "text")
}
)";

TEST(print_with_directives, is_read_again_as_the_same_schema) {
  const auto first = made_schema(everything);
  ASSERT_NE(first, nullptr);
  // The schema definition goes without saying.
  EXPECT_EQ(with_directives(*first), everything.substr(everything.find("\"\"\"What")));
  for (const print_order order : {print_order::declared, print_order::sorted}) {
    const std::string printed = with_directives(*first, order);
    const auto second = made_schema(printed);
    ASSERT_NE(second, nullptr) << printed;
    EXPECT_EQ(with_directives(*second, order), printed);
    EXPECT_EQ(schema::print(*second, order), schema::print(*first, order));
    EXPECT_EQ(with_directives(*second, print_order::sorted),
              with_directives(*first, print_order::sorted));
  }
}

TEST(print_with_directives, says_of_constraints_what_clients_read) {
  const std::string rest = R"(type Query {
  note: Note @findOne
}

type Mutation {
  createNote(input: CreateNote!): Note! @call(function: "fn_create_note")
}

type Note {
  id: ID!
}

input CreateNote {
  title: String!
}
)";
  const std::string said = R"(extend schema
  @constraint(name: "b", message: "not \"now\"", argument: "title")
  @constraint(name: "a", message: "no")

)";
  const auto made = made_schema(said + rest);
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(with_directives(*made), said + rest);
  EXPECT_EQ(schema::print(*made).find("constraint"), std::string::npos);
  EXPECT_TRUE(with_directives(*made, print_order::sorted)
                  .starts_with("extend schema\n  @constraint(name: \"a\", message: \"no\")\n"));
}

TEST(print_with_directives, says_what_the_database_is_told_of_who_asks) {
  const std::string text = R"(extend schema
  @session(setting: "b.c", claim: "one \"two\"")
  @session(setting: "a.d", claim: "sub")
  @role(claim: "role", allowed: ["x", "y"], anonymous: "z")
  @constraint(name: "b", message: "no")

type Query {
  note: Note @findOne
}

type Note {
  id: ID!
}
)";
  const auto made = made_schema(text);
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(with_directives(*made), text);
  EXPECT_EQ(schema::print(*made), schema::print(*made_schema(text.substr(text.find("type")))));
  EXPECT_TRUE(with_directives(*made, print_order::sorted)
                  .starts_with("extend schema\n  @session(setting: \"a.d\""));
}

TEST(print_with_directives, tells_clients_nothing_of_permissions) {
  const std::string served = schema::print(*made_schema(everything));
  for (const char* word : {"authorize", "public", "needs", "post:read", "retryable"}) {
    EXPECT_EQ(served.find(word), std::string::npos) << word;
  }
}

TEST(print_with_directives, refuses_what_no_directive_says) {
  EXPECT_EQ(
      with_directives(*made_schema(blog())),
      "failed: no directive says the field \"Query.searchPlaces\", which a program works out");
  const auto described = build_schema("type Query { a: Int }");
  ASSERT_TRUE(described.ok());
  EXPECT_EQ(with_directives(**described),
            "failed: the field \"Query.a\" is bound to no database, so there is no directive to "
            "print");
}

}  // namespace
}  // namespace fraiseql::frontend
