// Rows of a real database, and what of them a request without permissions is answered: null in the
// place of what it may not see, and in no answer a value of that.
#include <gtest/gtest.h>

#include "cluster.hpp"
#include "execution/execute.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"

namespace fraiseql::postgres {
namespace {

constexpr const char* guarded_text = R"(
type Query {
  members: [Member!]! @find
  member: Member @findOne
  memberPages: MemberConnection! @find
  byPay: MemberConnection! @find(orderBy: [{pay: DESC}])
  letters: [Letter!]! @find
}
type Mutation {
  promote: Member! @call(function: "fn_promote_member")
  dismiss: Member @call(function: "fn_dismiss_member") @authorize(needs: "member:dismiss", orNull: true)
}
type Member {
  id: ID!
  name: String!
  pay: Int @authorize(needs: "member:pay", orNull: true)
  home: Home
  letters: [Letter!]! @find(on: [{field: "memberId", equals: "id"}])
  boss: Member @findOne(on: [{field: "id", equals: "bossId"}]) @authorize(needs: "member:boss", orNull: true)
  bossId: ID
}
type Home {
  city: String!
  street: String @authorize(needs: "home:street", orNull: true)
}
type Letter @authorize(needs: "letter:read") {
  id: ID!
  memberId: ID!
  text: String!
}
)";

constexpr const char* guarded_tables = R"(
DROP TABLE IF EXISTS tv_member, tv_letter, dismissed;
CREATE TABLE tv_member (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE tv_letter (id uuid PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE dismissed (at timestamptz);
INSERT INTO tv_member SELECT id, jsonb_build_object('id', id, 'name', name, 'pay', pay,
    'home', jsonb_build_object('city', 'x', 'street', 'secret street'), 'boss_id', boss)
  FROM (VALUES ('00000000-0000-0000-0000-000000000001'::uuid, 'a', 4711, NULL::uuid),
               ('00000000-0000-0000-0000-000000000002', 'b', 4712,
                '00000000-0000-0000-0000-000000000001')) AS all_of (id, name, pay, boss);
INSERT INTO tv_letter SELECT id, jsonb_build_object('id', id, 'member_id', id, 'text', 'secret text')
  FROM tv_member;
CREATE OR REPLACE FUNCTION fn_promote_member() RETURNS uuid LANGUAGE sql AS
  $$ SELECT '00000000-0000-0000-0000-000000000002'::uuid $$;
CREATE OR REPLACE FUNCTION fn_dismiss_member() RETURNS uuid LANGUAGE sql AS
  $$ INSERT INTO dismissed VALUES (now());
     SELECT '00000000-0000-0000-0000-000000000002'::uuid $$;
)";

std::shared_ptr<const schema::schema> guarded() {
  auto made = frontend::build_served_schema(guarded_text);
  EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
  return *made;
}

class authorized_rows : public ::testing::Test {
 protected:
  authorized_rows()
      : lanes_(turning_.loop, {.conninfo = testing::conninfo()}, {}, [] {}),
        executor_(guarded(), lanes_, turning_.loop,
                  {.new_log_id = [] { return std::string("7f"); }}) {
    testing::run(guarded_tables);
    lanes_.start();
    turning_.until([this] { return lanes_.are_up(); });
  }

  std::string answer(const std::string& document, const std::string& held = "") {
    execution::request asked{.document = document};
    asked.context.claims = json::object{{"scope", held}};
    std::optional<execution::response> seen;
    executor_.execute(asked, [&](execution::response made) { seen = std::move(made); });
    turning_.until([&] { return seen.has_value(); });
    return seen ? seen->body : "";
  }

  testing::turning_loop turning_;
  lanes lanes_;
  execution::executor executor_;
};

TEST_F(authorized_rows, have_null_for_what_may_not_be_seen) {
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(answer("{ members { name pay home { city street } } }"),
              R"({"data":{"members":[{"name":"a","pay":null,"home":{"city":"x","street":null}},)"
              R"({"name":"b","pay":null,"home":{"city":"x","street":null}}]}})");
    EXPECT_EQ(answer("{ members { name pay home { street } boss { name } } }",
                     "member:pay home:street member:boss"),
              R"({"data":{"members":[{"name":"a","pay":4711,"home":{"street":"secret street"},)"
              R"("boss":null},{"name":"b","pay":4712,"home":{"street":"secret street"},)"
              R"("boss":{"name":"a"}}]}})");
    EXPECT_EQ(
        answer("{ member(id: \"00000000-0000-0000-0000-000000000002\") { boss { name } pay } }"),
        R"({"data":{"member":{"boss":null,"pay":null}}})");
    EXPECT_EQ(answer("{ memberPages(first: 1) { totalCount edges { node { pay } } } }"),
              R"({"data":{"memberPages":{"totalCount":2,"edges":[{"node":{"pay":null}}]}}})");
    EXPECT_EQ(
        answer("{ memberPages(first: 1) { edges { node { __typename pay } } } }"),
        R"({"data":{"memberPages":{"edges":[{"node":{"__typename":"Member","pay":null}}]}}})");
    EXPECT_EQ(answer("{ members(limit: 1) { pay } }"), R"({"data":{"members":[{"pay":null}]}})");
    EXPECT_EQ(answer("{ member(id: \"00000000-0000-0000-0000-000000000009\") { pay } }"),
              R"({"data":{"member":null}})");
  }
}

TEST_F(authorized_rows, are_in_the_schemas_own_order_for_who_may_not_see_it) {
  EXPECT_EQ(answer("{ byPay { edges { node { name pay } } } }"),
            R"({"data":{"byPay":{"edges":[{"node":{"name":"b","pay":null}},)"
            R"({"node":{"name":"a","pay":null}}]}}})");
  EXPECT_NE(answer("{ byPay { edges { cursor } } }").find("FORBIDDEN"), std::string::npos);
}

TEST_F(authorized_rows, are_read_back_without_what_may_not_be_seen) {
  EXPECT_EQ(answer("mutation { promote { name pay boss { name } } dismiss { name } }"),
            R"({"data":{"promote":{"name":"b","pay":null,"boss":null},"dismiss":null}})");
  EXPECT_EQ(testing::ask("SELECT count(*) FROM dismissed"), "0");
  EXPECT_EQ(answer("mutation { dismiss { name } }", "member:dismiss"),
            R"({"data":{"dismiss":{"name":"b"}}})");
  EXPECT_EQ(testing::ask("SELECT count(*) FROM dismissed"), "1");
}

TEST_F(authorized_rows, are_not_looked_at_where_one_field_is_refused) {
  const std::string refused =
      answer("mutation { dismiss { name letters { text } } }", "member:dismiss");
  EXPECT_EQ(refused, R"({"errors":[{"message":"\"Letter\" needs the permission \"letter:read\"",)"
                     R"("locations":[{"line":1,"column":27}],"path":["dismiss","letters"],)"
                     R"("extensions":{"code":"FORBIDDEN"}}]})");
  EXPECT_EQ(testing::ask("SELECT count(*) FROM dismissed"), "0");
}

TEST_F(authorized_rows, nowhere_show_a_value_that_may_not_be_seen) {
  for (const char* document :
       {"{ letters { text } members { pay } }", "{ members { letters { text } } }",
        "{ members(where: {pay: {eq: 4711}}) { name } }",
        "{ members(orderBy: {pay: ASC}) { name } }",
        "{ members(where: {home: {street: {startsWith: \"s\"}}}) { name } }",
        "{ members(where: {letters: {some: {text: {contains: \"s\"}}}}) { name } }",
        "{ members { a: pay b: home { street } c: boss { pay } } }",
        "query($w: MemberWhereInput = {pay: {gt: 1}}) { members(where: $w) { name } }",
        "{ byPay { pageInfo { endCursor } } }"}) {
    const std::string body = answer(document);
    for (const char* value : {"secret", "4711", "4712", "endCursor\":\""}) {
      EXPECT_EQ(body.find(value), std::string::npos) << document << "\n" << body;
    }
  }
}

}  // namespace
}  // namespace fraiseql::postgres
