// Who asks, from a header to a row: tests/end_to_end/tenants, whose rows belong to tenants, in the
// embedded database. What holds for each transaction of a mutation is here, too.
#include "end_to_end/tenants.hpp"

#include <gtest/gtest.h>

#include "postgres/blocking_session.hpp"

namespace fraiseql::testing {
namespace {

std::string create(const std::string& title) {
  return "createPost(input: {title: \"" + title + "\"}) { tenant title }";
}
std::string flaky(const std::string& field, int failures) {
  return "mutation { " + field + "(input: {title: \"t\", failures: " + std::to_string(failures) +
         "}) { title } }";
}

struct tenants : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  tenants_server server;
};

TEST_F(tenants, see_their_own_rows_and_no_others) {
  EXPECT_EQ(server.ask(red, "mutation { " + create("one") + " }"),
            R"({"data":{"createPost":{"tenant":"red","title":"one"}}})");
  EXPECT_EQ(server.ask(blue, "mutation { " + create("two") + " }"),
            R"({"data":{"createPost":{"tenant":"blue","title":"two"}}})");
  const std::string all = "{ posts { tenant title } count }";
  EXPECT_EQ(server.ask(red, all),
            R"({"data":{"posts":[{"tenant":"red","title":"one"}],"count":1}})");
  EXPECT_EQ(server.ask(blue, all),
            R"({"data":{"posts":[{"tenant":"blue","title":"two"}],"count":1}})");
  EXPECT_EQ(server.ask({}, all), R"({"data":{"posts":[],"count":0}})");
  EXPECT_EQ(server.ask({"red", "ada", "tenants_anonymous"}, all),
            R"({"data":{"posts":[{"tenant":"red","title":"one"}],"count":1}})");
  const std::string id = server.database("SELECT id FROM tv_post WHERE tenant = 'blue'");
  EXPECT_EQ(server.ask(red, "{ post(id: \"" + id + "\") { title } }"), R"({"data":{"post":null}})");
  EXPECT_EQ(server.ask(blue, "{ post(id: \"" + id + "\") { title } }"),
            R"({"data":{"post":{"title":"two"}}})");
  EXPECT_EQ(server.ask({}, "mutation { " + create("three") + " }").substr(0, 12),
            R"({"data":null)");
}

TEST_F(tenants, are_told_again_behind_a_function_of_a_query) {
  server.ask(red, "mutation { " + create("one") + " }");
  EXPECT_EQ(server.ask(red, "{ countAs count posts { title } }"),
            R"({"data":{"countAs":0,"count":1,"posts":[{"title":"one"}]}})");
  EXPECT_EQ(server.ask({}, "{ count countAs posts { title } }"),
            R"({"data":{"count":0,"countAs":0,"posts":[]}})");
}

TEST_F(tenants, are_told_to_functions) {
  const std::string told = "mutation { told { tenant user role request } }";
  EXPECT_EQ(
      server.ask(red, told, {{"X-Request-Id", "r-1"}}),
      R"({"data":{"told":{"tenant":"red","user":"ada","role":"tenants_user","request":"r-1"}}})");
  EXPECT_EQ(
      server.ask({}, told, {{"X-Request-Id", "r-2"}}),
      R"({"data":{"told":{"tenant":"","user":"","role":"tenants_anonymous","request":"r-2"}}})");
  const std::string made = server.ask({}, told, {{"X-Request-Id", "no id at all"}});
  EXPECT_FALSE(has_text(made, "no id at all")) << made;
  EXPECT_FALSE(has_text(made, R"("request":"")")) << made;
}

TEST_F(tenants, have_only_roles_that_are_allowed) {
  for (const char* role : {"fraiseql_owner", "postgres", "none", "TENANTS_USER"}) {
    EXPECT_EQ(server.ask({"red", "ada", role}, "{ count }"),
              R"({"errors":[{"message":"the claim \"role\" names no role that is allowed",)"
              R"("extensions":{"code":"FORBIDDEN"}}]})")
        << role;
  }
}

TEST_F(tenants, find_nothing_of_what_a_function_left) {
  server.ask(red, "mutation { " + create("mine") + " }");
  const char* const statements[] = {
      "SELECT set_config('app.tenant', 'red', false)",
      "SET ROLE tenants_anonymous",
      "RESET ROLE",
      "CREATE TEMP TABLE tv_post (id uuid, tenant text, data jsonb)",
      "SELECT pg_advisory_lock(1)",
      "SET search_path = pg_temp",
      "SET statement_timeout = 1",
      "DEALLOCATE ALL",
      "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
  };
  for (const char* statement : statements) {
    for (int i = 0; i < 8; ++i) {
      EXPECT_EQ(server.ask(red, "mutation { leave(input: {statement: \"" + std::string(statement) +
                                    "\"}) }"),
                R"({"data":{"leave":true}})")
          << statement;
      EXPECT_EQ(server.ask(blue, "mutation { told { tenant role } " + create("theirs") + " }"),
                R"({"data":{"told":{"tenant":"blue","role":"tenants_user"},)"
                R"("createPost":{"tenant":"blue","title":"theirs"}}})")
          << statement;
      EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})") << statement;
    }
  }
}

TEST_F(tenants, have_calls_made_again_where_that_is_declared) {
  EXPECT_EQ(server.ask(red, flaky("createFlaky", 3)), R"({"data":{"createFlaky":{"title":"t"}}})");
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})");
  const std::string once = server.ask(red, flaky("createFlakyOnce", 1));
  EXPECT_TRUE(has_text(once, R"("data":null)")) << once;
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})");
}

TEST_F(tenants, keep_what_was_done_before_a_field_that_failed) {
  const std::string answer =
      server.ask(red, "mutation { a: " + create("a") + " b: " + create("bad") + " }");
  EXPECT_TRUE(has_text(answer, R"("path":["b"])")) << answer;
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})");
}

struct atomic_tenants : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  tenants_server server{{{"FRAISEQL_ATOMIC_MUTATIONS", "true"}}};
};

TEST_F(atomic_tenants, do_all_of_a_mutation_or_nothing) {
  EXPECT_EQ(
      server.ask(red, "mutation { a: " + create("a") + " __typename b: " + create("b") + " }"),
      R"({"data":{"a":{"tenant":"red","title":"a"},"__typename":"Mutation",)"
      R"("b":{"tenant":"red","title":"b"}}})");
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":2}})");
  for (const char* order : {"a b", "b a"}) {
    std::string fields;
    for (const char name : {order[0], order[2]}) {
      fields += std::string(1, name) + ": " + create(name == 'b' ? "bad" : "good") + " ";
    }
    const std::string answer = server.ask(red, "mutation { " + fields + "c: " + create("c") + " }");
    EXPECT_TRUE(answer.starts_with(R"({"data":null,"errors":[{"message":"no such title",)"))
        << answer;
    EXPECT_TRUE(has_text(answer, R"("path":["b"])")) << answer;
    EXPECT_EQ(answer.find("message"), answer.rfind("message")) << answer;
  }
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":2}})");
}

TEST_F(atomic_tenants, have_a_whole_mutation_made_again) {
  const std::string two =
      "mutation { a: createFlaky(input: {title: \"a\", failures: 0}) { title } "
      "b: createFlaky(input: {title: \"b\", failures: 0}) { title } }";
  EXPECT_EQ(server.ask(red, two), R"({"data":{"a":{"title":"a"},"b":{"title":"b"}}})");
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":2}})");
}

TEST_F(tenants, do_a_mutation_once_under_a_key) {
  const std::string one = "mutation { " + create("one") + " }";
  const std::string done = R"({"data":{"createPost":{"tenant":"red","title":"one"}}})";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(server.ask(red, one, {{"Idempotency-Key", "k"}}), done);
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})");
  // Another one who asks has keys of their own.
  server.ask(blue, one, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(server.ask(blue, "{ count }"), R"({"data":{"count":1}})");
  const std::string other =
      server.ask(red, "mutation { " + create("other") + " }", {{"Idempotency-Key", "k"}});
  EXPECT_TRUE(has_text(other, R"("code":"CONFLICT")")) << other;
  EXPECT_TRUE(has_text(other, "the idempotency key was used for another request")) << other;
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":1}})");
}

TEST_F(tenants, may_try_again_under_the_key_of_what_failed) {
  const std::string failing = "mutation { " + create("bad") + " }";
  for (int i = 0; i < 2; ++i) {
    const std::string answer = server.ask(red, failing, {{"Idempotency-Key", "k"}});
    EXPECT_TRUE(has_text(answer, "no such title")) << answer;
  }
  EXPECT_EQ(server.database("SELECT count(*) FROM fraiseql.idempotency"), "0");
}

TEST_F(tenants, cannot_read_the_table_of_keys) {
  server.ask(red, "mutation { " + create("one") + " }", {{"Idempotency-Key", "k"}});
  const std::string answer = server.ask(
      red, "mutation { leave(input: {statement: \"SELECT count(*) FROM fraiseql.idempotency\"}) }");
  EXPECT_TRUE(has_text(answer, R"("code":"FORBIDDEN")")) << answer;
}

// A call that waits for a lock of the test's, and one that does not.
constexpr const char* waiting_call =
    "mutation { leave(input: {statement: \"WITH waited AS MATERIALIZED (SELECT "
    "pg_advisory_xact_lock(8)) INSERT INTO public.tv_post (tenant, data) SELECT 'red', "
    "'{\\\"tenant\\\": \\\"red\\\", \\\"title\\\": \\\"late\\\"}' FROM waited\"}) }";

struct tenants_of_two_connections : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  [[nodiscard]] std::string waiting() const {
    return server.database(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
        "AND objid = 8 AND NOT granted");
  }
  tenants_server server{{{"FRAISEQL_MUTATION_CONNECTIONS", "2"}}};
};

TEST_F(tenants_of_two_connections, take_turns_under_a_key_and_hold_no_connection_meanwhile) {
  auto lock = postgres::blocking_session::connect(server.project().conninfo("postgres"));
  ASSERT_TRUE(lock);
  ASSERT_TRUE(lock->query("SELECT pg_advisory_lock(8)"));
  const auto first = server.begin(red, waiting_call, {{"Idempotency-Key", "k"}});
  ASSERT_TRUE(eventually([&] { return waiting() == "1"; }));
  std::vector<std::unique_ptr<http_exchange>> others;
  for (int i = 0; i < 4; ++i) {
    others.push_back(server.begin(red, waiting_call, {{"Idempotency-Key", "k"}}));
  }
  // The other connection is free.
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(server.ask(blue, "mutation { told { tenant } }"),
              R"({"data":{"told":{"tenant":"blue"}}})");
  }
  EXPECT_EQ(waiting(), "1");
  ASSERT_TRUE(lock->query("SELECT pg_advisory_unlock(8)"));
  EXPECT_EQ(first->receive().body, R"({"data":{"leave":true}})");
  for (const auto& one : others) EXPECT_EQ(one->receive().body, R"({"data":{"leave":true}})");
  EXPECT_EQ(server.ask(red, "{ posts { title } }"), R"({"data":{"posts":[{"title":"late"}]}})");
}

TEST_F(atomic_tenants, do_a_whole_mutation_once_under_a_key) {
  const std::string two = "mutation { a: " + create("a") + " b: " + create("b") + " }";
  const std::string first = server.ask(red, two, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(first,
            R"({"data":{"a":{"tenant":"red","title":"a"},"b":{"tenant":"red","title":"b"}}})");
  EXPECT_EQ(server.ask(red, two, {{"Idempotency-Key", "k"}}), first);
  EXPECT_EQ(server.ask(red, "{ count }"), R"({"data":{"count":2}})");
}

}  // namespace
}  // namespace fraiseql::testing
