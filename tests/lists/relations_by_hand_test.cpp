// What docs/api/lists.md says of relations and a random graph does not show: rows that are missing
// where one is promised, defaults, names in filters, and what cannot be declared.
#include <gtest/gtest.h>

#include "filters/served.hpp"
#include "json/read.hpp"
#include "lists/declarations.hpp"
#include "support/wide_schema.hpp"

namespace fraiseql::lists {
namespace {

using schema::field_declaration;
using testing::member;

field_declaration one_of(std::string name, std::string type, std::string field, std::string ours) {
  field_declaration made = member(std::move(name), std::move(type));
  made.relation =
      schema::relation_declaration{.on = {{.field = std::move(field), .equals = std::move(ours)}}};
  return made;
}

field_declaration many_of(std::string name, std::string type, std::string field, std::string ours,
                          schema::list_declaration list = {}) {
  field_declaration made =
      one_of(std::move(name), std::move(type), std::move(field), std::move(ours));
  made.relation->list = std::move(list);
  return made;
}

schema::schema_builder blog(field_declaration more_of_post, field_declaration more_of_user) {
  schema::schema_builder builder;
  builder.add(schema::type_declaration{
      .name = "User",
      .fields = {member("id", "ID", true), member("name", "String", true),
                 many_of("posts", "Post", "authorId", "id"), std::move(more_of_user)},
      .source = schema::relation{.name = "tv_user"},
      .origin = "struct User"});
  builder.add(schema::type_declaration{
      .name = "Post",
      .fields = {member("id", "ID", true), member("title", "String"), member("authorId", "ID"),
                 member("n", "Int"), one_of("author", "User", "id", "authorId"),
                 std::move(more_of_post)},
      .source = schema::relation{.name = "tv_post"},
      .origin = "struct Post"});
  builder.add_query(schema::find_declaration{.name = "users", .object = "User", .origin = "users"});
  builder.add_query(schema::find_declaration{.name = "posts", .object = "Post", .origin = "posts"});
  return builder;
}

constexpr const char* tables = R"(
DROP TABLE IF EXISTS tv_user, tv_post;
CREATE TABLE tv_user (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_post (id uuid PRIMARY KEY, data jsonb NOT NULL);
INSERT INTO tv_user SELECT id, jsonb_build_object('id', id, 'name', name) FROM (VALUES
  ('00000000-0000-4000-8000-000000000001'::uuid, 'Ada'),
  ('00000000-0000-4000-8000-000000000002'::uuid, 'Bob'),
  ('00000000-0000-4000-8000-000000000003'::uuid, 'Ada')) made(id, name);
INSERT INTO tv_post SELECT id, jsonb_build_object('id', id, 'title', 'post ' || n, 'n', n,
    'authorId', '00000000-0000-4000-8000-000000000001')
  FROM (SELECT n, ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid AS id
        FROM generate_series(1, 30) n) made;
INSERT INTO tv_post SELECT id, jsonb_build_object('id', id, 'title', title, 'n', 99, 'authorId', author)
  FROM (VALUES
  ('20000000-0000-4000-8000-000000000001'::uuid, 'Ada', '00000000-0000-4000-8000-000000000009'),
  ('20000000-0000-4000-8000-000000000002'::uuid, 'Bob', NULL),
  ('20000000-0000-4000-8000-000000000003'::uuid, 'odd', 'no uuid')) made(id, title, author);
)";

class relations_by_hand : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    filters::run_sql(tables);
    // Of the users of that name.
    field_declaration named = one_of("named", "User", "name", "title");
    field_declaration promised = one_of("promised", "User", "id", "authorId");
    promised.type.non_null = 1;
    auto builder =
        blog(std::move(named),
             many_of("lastPosts", "Post", "authorId", "id",
                     {.maximum_limit = 5,
                      .where = json::object{{"n", json::object{{"lt", json::number{"20"}}}}},
                      .order_by = json::array{json::object{{"n", "DESC"}}}}));
    builder.add(schema::type_declaration{
        .name = "Strict",
        .fields = {member("id", "ID", true), member("authorId", "ID"), std::move(promised)},
        .source = schema::relation{.name = "tv_post"},
        .origin = "struct Strict"});
    builder.add_query(
        schema::find_declaration{.name = "stricts", .object = "Strict", .origin = "stricts"});
    served_ =
        std::make_unique<filters::served>(built(std::move(builder)), filters::served_options{});
  }
  static void TearDownTestSuite() { served_.reset(); }

  static execution::response ask(const std::string& document) {
    return served_->ask({.document = document});
  }
  static std::string data(const std::string& document) {
    const auto answer = ask(document);
    EXPECT_EQ(answer.errors, 0U) << answer.body;
    return answer.body;
  }
  static std::size_t titles(const std::string& document) {
    const std::string body = data(document);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = body.find("\"title\":", at)) != std::string::npos; ++at) ++count;
    return count;
  }

 private:
  static inline std::unique_ptr<filters::served> served_ = {};
};

// A document may have a whole number as 1.0, and one that no column of the type can have.
TEST(relations_by_numbers, are_found_by_a_column_whatever_their_spelling) {
  filters::run_sql(R"(
    DROP TABLE IF EXISTS tv_owner, tv_thing;
    CREATE TABLE tv_owner (id uuid PRIMARY KEY, data jsonb NOT NULL);
    CREATE TABLE tv_thing (id uuid PRIMARY KEY, number smallint, data jsonb NOT NULL);
    INSERT INTO tv_owner SELECT id, data || jsonb_build_object('id', id) FROM (VALUES
      ('00000000-0000-4000-8000-000000000001'::uuid, '{"number": 1.0}'::jsonb),
      ('00000000-0000-4000-8000-000000000002'::uuid, '{"number": 2147483647}'),
      ('00000000-0000-4000-8000-000000000003'::uuid, '{"number": null}')) made(id, data);
    INSERT INTO tv_thing SELECT id, 1, jsonb_build_object('id', id, 'number', 1)
      FROM (VALUES ('00000000-0000-4000-8000-000000000004'::uuid)) made(id))");
  schema::schema_builder builder;
  builder.add(schema::type_declaration{.name = "Owner",
                                       .fields = {member("id", "ID", true), member("number", "Int"),
                                                  many_of("things", "Thing", "number", "number"),
                                                  one_of("thing", "Thing", "number", "number")},
                                       .source = schema::relation{.name = "tv_owner"},
                                       .origin = "struct Owner"});
  builder.add(schema::type_declaration{.name = "Thing",
                                       .fields = {member("id", "ID", true), member("number", "Int"),
                                                  many_of("owners", "Owner", "number", "number")},
                                       .source = schema::relation{.name = "tv_thing"},
                                       .origin = "struct Thing"});
  builder.add_query(
      schema::find_declaration{.name = "owners", .object = "Owner", .origin = "owners"});
  builder.add_query(
      schema::find_declaration{.name = "things", .object = "Thing", .origin = "things"});
  filters::served served(built(std::move(builder)), filters::served_options{});
  EXPECT_EQ(served.ask({.document = "{ owners { things { number } thing { number } } }"}).body,
            R"({"data":{"owners":[{"things":[{"number":1}],"thing":{"number":1}},)"
            R"({"things":[],"thing":null},{"things":[],"thing":null}]}})");
  EXPECT_EQ(served.ask({.document = "{ things { owners { number } } }"}).body,
            R"({"data":{"things":[{"owners":[{"number":1}]}]}})");
  EXPECT_EQ(served
                .ask({.document = "{ owners(where: {things: {some: {number: {eq: 1}}}}) "
                                  "{ number } }"})
                .body,
            R"({"data":{"owners":[{"number":1}]}})");
}

TEST_F(relations_by_hand, have_twenty_rows_unless_said) {
  EXPECT_EQ(titles("{ users { posts { title } } }"), 20U);
  EXPECT_EQ(titles("{ users { posts(limit: 1000) { title } } }"), 30U);
  EXPECT_EQ(titles("{ users { posts(limit: 2, offset: 29) { title } } }"), 1U);
}

TEST_F(relations_by_hand, keep_to_their_own_filter_order_and_maximum) {
  EXPECT_EQ(data("{ users(limit: 1) { lastPosts { n } } }"),
            R"({"data":{"users":[{"lastPosts":[{"n":19},{"n":18},{"n":17},{"n":16},{"n":15}]}]}})");
  EXPECT_EQ(data("{ users(limit: 1) { lastPosts(limit: 2, orderBy: [{n: ASC}], "
                 "where: {n: {gt: 17}}) { n } } }"),
            R"({"data":{"users":[{"lastPosts":[{"n":18},{"n":19}]}]}})");
  const auto refused = ask("{ users { lastPosts(limit: 6) { n } } }");
  EXPECT_EQ(refused.first_error, error_code::bad_user_input) << refused.body;
}

TEST_F(relations_by_hand, give_of_several_the_row_of_the_least_id) {
  EXPECT_EQ(
      data("{ posts(where: {n: {eq: 99}}, orderBy: [{title: ASC}]) { named { id } author { id } } "
           "}"),
      R"({"data":{"posts":[{"named":{"id":"00000000-0000-4000-8000-000000000001"},"author":null},)"
      R"({"named":{"id":"00000000-0000-4000-8000-000000000002"},"author":null},)"
      R"({"named":null,"author":null}]}})");
}

TEST_F(relations_by_hand, are_an_error_where_a_promised_row_is_missing) {
  const auto answer =
      ask("{ stricts(where: {authorId: {eq: \"00000000-0000-4000-8000-000000000009\"}}) "
          "{ promised { name } } }");
  EXPECT_EQ(answer.first_error, error_code::internal_server_error) << answer.body;
  EXPECT_NE(answer.body.find(R"("path":["stricts",0,"promised"])"), std::string::npos)
      << answer.body;
  EXPECT_EQ(data("{ stricts(limit: 1) { promised { name } } }"),
            R"({"data":{"stricts":[{"promised":{"name":"Ada"}}]}})");
}

TEST_F(relations_by_hand, are_filtered_as_the_page_shows) {
  EXPECT_EQ(data(R"({ users(where: {posts: {none: {title: {contains: "post"}}}}) { name } })"),
            R"({"data":{"users":[{"name":"Bob"},{"name":"Ada"}]}})");
  EXPECT_EQ(data(R"({ posts(where: {author: {name: {eq: "Ada"}}}, offset: 29) { title } })"),
            R"({"data":{"posts":[{"title":"post 30"}]}})");
  EXPECT_EQ(data(R"({ posts(where: {author: {name: {isNull: true}}}) { title } })"),
            R"({"data":{"posts":[{"title":"Ada"},{"title":"Bob"},{"title":"odd"}]}})");
  EXPECT_EQ(data("{ users(where: {lastPosts: {some: {n: {eq: 20}}}}) { name } }"),
            R"({"data":{"users":[]}})");
}

TEST_F(relations_by_hand, refuse_filters_that_say_nothing) {
  for (const char* where :
       {"{posts: {}}", "{posts: {some: {}}}", "{posts: {every: {}}}", "{posts: {none: {}}}",
        "{posts: null}", "{posts: {some: null}}", "{NOT: {posts: {}}}"}) {
    const auto answer = ask(std::string("{ users(where: ") + where + ") { id } }");
    EXPECT_EQ(answer.first_error, error_code::bad_user_input) << where << answer.body;
  }
  for (const char* where : {"{author: {}}", "{author: null}", "{author: {posts: {some: {}}}}"}) {
    const auto answer = ask(std::string("{ posts(where: ") + where + ") { id } }");
    EXPECT_EQ(answer.first_error, error_code::bad_user_input) << where << answer.body;
  }
}

TEST_F(relations_by_hand, cannot_be_ordered_by) {
  const auto answer = ask("{ posts(orderBy: [{author: {name: ASC}}]) { id } }");
  EXPECT_FALSE(answer.has_data) << answer.body;
  EXPECT_EQ(answer.first_error, error_code::graphql_validation_failed) << answer.body;
}

std::string refusal(field_declaration more_of_post, field_declaration more_of_user) {
  auto made = blog(std::move(more_of_post), std::move(more_of_user)).build();
  return made ? "" : made.error().front().message;
}

// `of` is a part of what is said.
void expect_refused(field_declaration more_of_user, const std::string& of) {
  const std::string told = refusal(member("more", "String"), std::move(more_of_user));
  EXPECT_NE(told.find(of), std::string::npos) << of << " in: " << told;
}

TEST(relations_declared, are_refused_where_they_mean_nothing) {
  EXPECT_EQ(refusal(member("more", "String"), many_of("more", "Post", "authorId", "id")), "");
  expect_refused(many_of("more", "Post", "author", "id"), "\"Post.author\"");
  expect_refused(many_of("more", "Post", "writer", "id"), "\"writer\"");
  expect_refused(many_of("more", "Post", "authorId", "nick"), "\"nick\"");
  expect_refused(many_of("more", "Post", "n", "id"), "\"Post.n\"");
  expect_refused(many_of("more", "Pots", "authorId", "id"), "\"Pots\"");
  expect_refused(many_of("more", "Post", "authorId", "id", {.maximum_limit = 0}), "0 rows");
  field_declaration unmatched = many_of("more", "Post", "authorId", "id");
  unmatched.relation->on.clear();
  expect_refused(std::move(unmatched), "relation");
}

// Such a filter would have to hold of what it is a part of, without end.
TEST(relations_declared, are_refused_with_a_filter_that_asks_for_itself) {
  const json::value itself =
      *json::read(R"({"author": {"more": {"some": {"n": {"isNull": false}}}}})");
  expect_refused(many_of("more", "Post", "authorId", "id", {.where = itself}), "without end");
}

}  // namespace
}  // namespace fraiseql::lists
