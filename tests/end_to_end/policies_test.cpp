// Policies that call functions of the author's, and policies that bind nobody any more.
#include <gtest/gtest.h>

#include "end_to_end/tenants.hpp"

namespace fraiseql::testing {
namespace {

// One row leaves in the session of who looks at it what no function should; another one is there
// only where nothing was left. Both are read on the one connection that the lane has.
constexpr const char* leaving_policy = R"(
CREATE FUNCTION fn_may_see(p_title text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_title = 'leaves' THEN
    PERFORM pg_catalog.set_config('app.left', 'x', false);
    PERFORM pg_catalog.set_config('extra_float_digits', '0', false);
    PERFORM pg_catalog.pg_advisory_lock(4711);
  ELSIF p_title = 'finds' THEN
    RETURN coalesce(pg_catalog.current_setting('app.left', true), '') = ''
       AND pg_catalog.current_setting('extra_float_digits') = '1'
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks
                        WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid());
  END IF;
  RETURN true;
END $$;
CREATE POLICY careful ON tv_post AS RESTRICTIVE USING (fn_may_see(data->>'title'));
GRANT INSERT ON tv_post TO tenants_user;
INSERT INTO tv_post (id, tenant, data) VALUES
  ('aaaaaaaa-0000-4000-8000-000000000001', 'red',
   '{"id": "aaaaaaaa-0000-4000-8000-000000000001", "tenant": "red", "title": "leaves"}'),
  ('bbbbbbbb-0000-4000-8000-000000000001', 'blue',
   '{"id": "bbbbbbbb-0000-4000-8000-000000000001", "tenant": "blue", "title": "finds"}');
)";

struct leaving_policies : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  tenants_server server{{{"FRAISEQL_HOT_CONNECTIONS", "1"}, {"FRAISEQL_COLD_CONNECTIONS", "1"}},
                        leaving_policy};
};

constexpr const char* the_leaving =
    R"({ post(id: "aaaaaaaa-0000-4000-8000-000000000001") { title } })";
constexpr const char* the_finding =
    R"({ post(id: "bbbbbbbb-0000-4000-8000-000000000001") { title } })";

TEST_F(leaving_policies, leave_nothing_to_the_next_look_up) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(server.ask(red, the_leaving), R"({"data":{"post":{"title":"leaves"}}})");
    EXPECT_EQ(server.ask(blue, the_finding), R"({"data":{"post":{"title":"finds"}}})");
  }
}

TEST_F(leaving_policies, leave_nothing_to_the_next_list) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(server.ask(red, "{ posts { title } }"), R"({"data":{"posts":[{"title":"leaves"}]}})");
    EXPECT_EQ(server.ask(blue, "{ posts { title } }"), R"({"data":{"posts":[{"title":"finds"}]}})");
  }
}

// They are behind each other on the wire, and are answered in any order.
TEST_F(leaving_policies, leave_nothing_to_those_that_are_asked_at_once) {
  for (int i = 0; i < 5; ++i) {
    std::vector<std::unique_ptr<http_exchange>> leaving;
    std::vector<std::unique_ptr<http_exchange>> finding;
    for (int j = 0; j < 10; ++j) {
      leaving.push_back(server.begin(red, the_leaving));
      finding.push_back(server.begin(blue, the_finding));
    }
    for (const auto& one : leaving) {
      EXPECT_EQ(one->receive().body, R"({"data":{"post":{"title":"leaves"}}})");
    }
    for (const auto& one : finding) {
      EXPECT_EQ(one->receive().body, R"({"data":{"post":{"title":"finds"}}})");
    }
  }
}

struct breached_tenants : ::testing::Test {
  void SetUp() override {
    ASSERT_TRUE(server.serves());
    server.ask(red, R"(mutation { createPost(input: {title: "mine"}) { title } })");
  }
  // The server looks at its database whenever its connections come up.
  void end_sessions() const {
    server.database(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE usename = 'fraiseql_serving'");
  }
  tenants_server server;
};

TEST_F(breached_tenants, are_not_served_until_that_is_mended) {
  const std::string mine = R"({"data":{"posts":[{"title":"mine"}]}})";
  ASSERT_EQ(server.ask(red, "{ posts { title } }"), mine);
  server.database("ALTER ROLE tenants_user BYPASSRLS");
  end_sessions();
  std::string answer;
  EXPECT_TRUE(eventually([&] {
    answer = server.ask(blue, "{ __typename }");
    return has_text(answer, "the server is not ready");
  })) << answer;
  EXPECT_TRUE(has_text(answer, R"("code":"UNAVAILABLE")")) << answer;
  const http_response ready = server.server().get("/ready");
  EXPECT_EQ(ready.status, 503);
  EXPECT_TRUE(has_text(ready.body, "tenants_user has BYPASSRLS")) << ready.body;
  server.database("ALTER ROLE tenants_user NOBYPASSRLS");
  EXPECT_TRUE(server.server().becomes_ready());
  EXPECT_EQ(server.ask(red, "{ posts { title } }"), mine);
  EXPECT_EQ(server.ask(blue, "{ posts { title } }"), R"({"data":{"posts":[]}})");
}

struct briefly_breached_tenants : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(server.serves()); }
  tenants_server server{{{"FRAISEQL_HOT_CONNECTIONS", "1"},
                         {"FRAISEQL_COLD_CONNECTIONS", "1"},
                         {"FRAISEQL_MUTATION_CONNECTIONS", "1"}}};
};

// PostgreSQL keeps the plan that it made for a role above row-level security, also where the role
// no longer is: no change of a role makes plans invalid. So nothing that was prepared while the
// breach was open may be used again.
TEST_F(briefly_breached_tenants, are_not_shown_what_was_planned_meanwhile) {
  server.ask(red, R"(mutation { createPost(input: {title: "mine"}) { title } })");
  server.database("ALTER ROLE tenants_user BYPASSRLS");
  const std::string list = "{ posts { title } }";
  EXPECT_EQ(server.ask(blue, list),
            R"({"data":{"posts":[{"title":"mine"}]}})");  // nobody knows yet
  server.database(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
      "WHERE usename = 'fraiseql_serving' AND query NOT LIKE '%tv_post%'");
  // It is not ready without its connections either: until the breach itself was seen.
  EXPECT_TRUE(eventually(
      [&] { return has_text(server.server().get("/ready").body, "tenants_user has BYPASSRLS"); }));
  server.database("ALTER ROLE tenants_user NOBYPASSRLS");
  EXPECT_TRUE(server.server().becomes_ready());
  EXPECT_EQ(server.ask(blue, list), R"({"data":{"posts":[]}})");
}

}  // namespace
}  // namespace fraiseql::testing
