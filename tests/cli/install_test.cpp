// `fraiseql install`: in a database of its own, and what it says where it cannot.
#include "cli/program.hpp"
#include "postgres/blocking_session.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

TEST(install, prints_the_sql_without_a_database) {
  const ended printed = text_project().run({"install", "--print", "--serving-role", "a\"b"});
  EXPECT_EQ(printed.status, 0);
  expect_says(printed.output, "begin;\n");
  expect_says(printed.output, "create table if not exists fraiseql.idempotency (\n");
  expect_says(printed.output, "grant usage on schema fraiseql to \"a\"\"b\";\n");
  EXPECT_TRUE(printed.output.ends_with("commit;\n")) << printed.output;
  const ended without = text_project().run({"install", "--print"});
  EXPECT_EQ(without.status, 0);
  EXPECT_EQ(without.output.find("\ngrant "), std::string::npos);
}

TEST(install, says_why_it_cannot_reach_the_database) {
  const ended failed = text_project().run({"install", "--database-url", "host=/nonexistent"});
  EXPECT_EQ(failed.status, 1);
  expect_says(failed.errors, "cannot install: ");
}

TEST(install, makes_the_table_once_and_grants_it) {
  const private_cluster cluster;
  const text_project project;
  const std::string url = cluster.owner();
  const ended unknown = project.run({"install", "--database-url", url, "--serving-role", "nobody"});
  EXPECT_EQ(unknown.status, 1);
  expect_says(unknown.errors, "role \"nobody\" does not exist");
  const std::vector<std::string> command = {"install", "--database-url", url, "--serving-role",
                                            "fraiseql_serving"};
  const ended first = project.run(command);
  EXPECT_EQ(first.status, 0) << first.errors;
  EXPECT_EQ(first.output,
            "made the table fraiseql.idempotency; the role fraiseql_serving may use it\n");
  const ended second = project.run(command);
  EXPECT_EQ(second.status, 0) << second.errors;
  EXPECT_EQ(second.output,
            "fraiseql.idempotency is there, and the role fraiseql_serving may use it: "
            "nothing to do\n");
}

// Whatever the database gives away by itself, the answers under keys are not for who asks.
TEST(install, takes_back_what_default_privileges_gave) {
  const private_cluster cluster;
  const text_project project;
  const std::string superuser = cluster.owner() + " user=postgres";
  cluster.run(
      "alter default privileges grant all on tables to public; "
      "alter default privileges grant usage on schemas to public");
  run_in_database(superuser,
                  "create role \"a \"\"reader\" nologin; "
                  "grant \"a \"\"reader\" to fraiseql_serving; "
                  "alter default privileges for role fraiseql_owner "
                  "grant select on tables to \"a \"\"reader\"");
  const ended done = project.run(
      {"install", "--database-url", cluster.owner(), "--serving-role", "fraiseql_serving"});
  ASSERT_EQ(done.status, 0) << done.errors;
  EXPECT_EQ(ask_database(cluster.serving(), "select count(*) from fraiseql.idempotency"), "0");
  auto reader = postgres::blocking_session::connect(cluster.serving());
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->query("set role \"a \"\"reader\""));
  const auto read = reader->query("select answer from fraiseql.idempotency");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().sqlstate, "42501") << read.error().message;
  for (const char* right : {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"}) {
    EXPECT_EQ(ask_database(superuser,
                           "select bool_or(has_table_privilege(r.oid, 'fraiseql.idempotency', '" +
                               std::string(right) +
                               "')) from pg_roles r where not r.rolsuper and rolname not in "
                               "('fraiseql_owner', 'fraiseql_serving') and rolname !~ '^pg_'"),
              "f")
        << right;
  }
}

}  // namespace
}  // namespace fraiseql::testing
