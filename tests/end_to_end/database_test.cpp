// A database named by DATABASE_URL: what happens when it is not there, goes and comes
// back, or lacks what the schema needs; and that its schema stays as it is.
#include <gtest/gtest.h>
#include <signal.h>

#include "end_to_end/cases.hpp"
#include "end_to_end/held_writes.hpp"
#include "end_to_end/suite.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

constexpr const char* titles = "{ notes(orderBy: [{title: ASC}]) { title } }";
constexpr const char* welcome = R"({"data":{"notes":[{"title":"Hello, world"}]}})";

class database_of_another : public ::testing::Test {
 protected:
  // The quickstart's SQL, run by somebody else.
  void create_schema() const {
    for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
      cluster_.run(project_.read(file));
    }
  }
  [[nodiscard]] environment url() const { return {{"DATABASE_URL", cluster_.owner()}}; }

  quickstart_project project_ = {};
  private_cluster cluster_ = private_cluster();
};

bool logs(const quickstart_server& server, std::string_view part) {
  return eventually([&] { return has_text(server.process().error_output(), part); },
                    std::chrono::seconds(20));
}

void expect_unavailable(const quickstart_server& server, const http_response& response) {
  EXPECT_EQ(response.status, 503) << response.body;
  EXPECT_TRUE(errors_of(response.body).starts_with("UNAVAILABLE: ")) << response.body;
  EXPECT_EQ(server.get("/ready").status, 503);
  EXPECT_EQ(server.get("/live").status, 200);
}

TEST_F(database_of_another, is_served_and_its_schema_not_touched) {
  create_schema();
  cluster_.run("DELETE FROM tb_note; DELETE FROM tv_note; SELECT fn_create_note('Mine');");
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(titles), R"({"data":{"notes":[{"title":"Mine"}]}})");
  EXPECT_EQ(cluster_.ask("select to_regnamespace('fraiseql')"), "null");
  EXPECT_EQ(project_.postmaster(), 0);
  EXPECT_FALSE(has_text(server.process().output(), "applied"));
  EXPECT_TRUE(has_text(server.process().output(), "production"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(database_of_another, gets_the_sql_when_told_to) {
  const quickstart_server server(project_, {"--apply-sql"}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(titles), welcome);
  EXPECT_EQ(cluster_.ask("select count(*) from fraiseql.applied"), "3");
}

TEST_F(database_of_another, lacks_the_view_and_gets_it_later) {
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(logs(server, "tv_note")) << server.process().error_output();
  EXPECT_TRUE(logs(server, "fn_create_note")) << server.process().error_output();
  expect_unavailable(server, server.graphql(titles));
  create_schema();
  ASSERT_TRUE(server.becomes_ready()) << server.process().error_output();
  EXPECT_EQ(server.ask(titles), welcome);
}

TEST_F(database_of_another, lacks_the_function_and_gets_it_later) {
  cluster_.run(project_.read("db/01_note.sql"));
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  EXPECT_TRUE(logs(server, "fn_create_note")) << server.process().error_output();
  EXPECT_FALSE(has_text(server.process().error_output(), "tv_note is missing"));
  EXPECT_EQ(server.get("/ready").status, 503);
  EXPECT_EQ(server.get("/live").status, 200);
  create_schema();
  ASSERT_TRUE(server.becomes_ready()) << server.process().error_output();
  EXPECT_EQ(server.ask(create_note, R"({"title":"Now"})"),
            R"({"data":{"createNote":{"title":"Now"}}})");
}

TEST_F(database_of_another, absent_at_start_is_waited_for) {
  create_schema();
  cluster_.stop();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  expect_unavailable(server, server.graphql(titles));
  expect_unavailable(server, server.graphql(create_note, R"({"title":"Lost"})"));
  cluster_.start();
  ASSERT_TRUE(server.becomes_ready()) << server.process().error_output();
  EXPECT_EQ(server.ask(titles), welcome);
}

TEST_F(database_of_another, absent_at_start_is_named_in_the_log) {
  const quickstart_server server(project_, {},
                                 {{"DATABASE_URL", "postgres://someone:s3cret@127.0.0.1:1/shop"}});
  ASSERT_TRUE(server.serves());
  EXPECT_EQ(server.get("/ready").status, 503);
  EXPECT_TRUE(logs(server, "refused")) << server.process().error_output();
  EXPECT_FALSE(has_text(server.process().error_output(), "s3cret"));
  EXPECT_FALSE(has_text(server.process().output(), "s3cret"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(database_of_another, gone_in_the_middle_is_503_until_it_is_back) {
  create_schema();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  for (int round = 0; round < 2; ++round) {
    ASSERT_EQ(server.ask(titles), welcome);
    cluster_.stop();
    ASSERT_TRUE(eventually([&] { return server.get("/ready").status == 503; }));
    expect_unavailable(server, server.graphql(titles));
    expect_unavailable(server, server.graphql("{ note(identifier: \"x\") { id } }"));
    const http_response lost = server.graphql(create_note, R"({"title":"Lost"})");
    expect_unavailable(server, lost);
    cluster_.start();
    ASSERT_TRUE(server.becomes_ready()) << server.process().error_output();
  }
  EXPECT_EQ(server.ask(titles), welcome);
  EXPECT_EQ(server.ask(create_note, R"({"title":"Again"})"),
            R"({"data":{"createNote":{"title":"Again"}}})");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

// A read on a connection that is just dying may be refused, but never answered wrongly, and
// the next ones are well.
TEST_F(database_of_another, that_ends_every_connection_is_hardly_felt_by_readers) {
  create_schema();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  const auto is_read = [&](const std::string& query, std::string_view expected) {
    const http_response response = server.graphql(query);
    if (response.status == 200 && response.body == expected) return true;
    EXPECT_EQ(response.status, 503) << response.body;
    EXPECT_TRUE(errors_of(response.body).starts_with("UNAVAILABLE: ")) << response.body;
    return false;
  };
  for (int round = 0; round < 10; ++round) {
    cluster_.run(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where pid <> pg_backend_pid() and backend_type = 'client backend'");
    EXPECT_TRUE(eventually([&] { return is_read(titles, welcome); })) << round;
    const std::string none = "{ note(identifier: \"round-" + std::to_string(round) + "\") { id } }";
    EXPECT_TRUE(eventually([&] { return is_read(none, R"({"data":{"note":null}})"); })) << round;
  }
}

TEST_F(database_of_another, that_ends_every_connection_doubles_no_mutation) {
  create_schema();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  for (int round = 0; round < 5; ++round) {
    const std::string title = "round " + std::to_string(round);
    cluster_.run(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where pid <> pg_backend_pid() and backend_type = 'client backend'");
    bool known = true;
    EXPECT_TRUE(eventually([&] {
      const http_response response = server.graphql(create_note, "{\"title\":\"" + title + "\"}");
      const std::string errors = errors_of(response.body);
      if (response.status == 200) {
        EXPECT_FALSE(known && errors.starts_with("CONFLICT: ")) << "it ran twice";
        return true;
      }
      EXPECT_TRUE(response.status == 503 || response.status == 504) << response.body;
      known = known && errors.starts_with("UNAVAILABLE: ");
      EXPECT_TRUE(known || errors.starts_with("UNKNOWN_OUTCOME: ")) << response.body;
      return false;
    })) << round;
  }
  EXPECT_EQ(cluster_.ask("select count(*) from tb_note where title like 'round %'"), "5");
}

TEST_F(database_of_another, whose_backend_dies_under_a_mutation_leaves_no_doubt) {
  create_schema();
  project_.add_sql("behaviours.sql", "04_behaviours.sql");
  cluster_.run(project_.read("db/04_behaviours.sql"));
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  const held_writes held(cluster_.owner());
  http_exchange slow(server.port(), graphql_request(create_note, R"({"title":"slow"})"));
  ASSERT_TRUE(eventually([&] {
    return cluster_.ask(
               "select count(pg_terminate_backend(pid)) from pg_stat_activity "
               "where wait_event = 'advisory'") == "1";
  }));
  const http_response response = slow.receive();
  EXPECT_TRUE(has_text(response.body, "\"errors\"")) << response.body;
  EXPECT_TRUE(has_text(response.body, "\"path\":[\"createNote\"]")) << response.body;
  EXPECT_EQ(cluster_.ask("select count(*) from tb_note where title = 'slow'"), "0");
  EXPECT_EQ(server.ask(create_note, R"({"title":"next"})"),
            R"({"data":{"createNote":{"title":"next"}}})");
}

// In production nothing of the database's own words is for the client, but what the
// author of a function raised is.
TEST_F(database_of_another, in_production_keeps_its_names_to_itself) {
  create_schema();
  project_.add_sql("behaviours.sql", "04_behaviours.sql");
  cluster_.run(project_.read("db/04_behaviours.sql"));
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  server.ask(create_note, R"({"title":"twice"})");
  for (const char* title : {"twice", "primary key", "foreign key", "check", "not null", "bad text",
                            "broken", "raise privilege"}) {
    const std::string body = server.ask(create_note, "{\"title\":\"" + std::string(title) + "\"}");
    EXPECT_TRUE(has_text(body, "\"errors\"")) << body;
    for (const char* secret : {"tb_", "identifier", "constraint", "fn_", "SELECT", "missing_col"}) {
      EXPECT_FALSE(has_text(body, secret)) << secret << " in " << body;
    }
  }
  EXPECT_EQ(errors_of(server.ask(create_note, R"({"title":"raise"})")),
            "BAD_USER_INPUT: no more notes today, \"sorry\"");
}

// What a view raises under the read-back was not written for the client.
TEST_F(database_of_another, keeps_to_itself_what_a_view_raises_under_a_mutation) {
  create_schema();
  cluster_.run(
      "ALTER TABLE tv_note RENAME TO tv_note_rows; "
      "CREATE FUNCTION loud(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN "
      "RAISE EXCEPTION 'secret of tb_note'; END $$; "
      "CREATE OR REPLACE FUNCTION fn_sync_tv_note(p_ids uuid[]) RETURNS void LANGUAGE sql AS "
      "$$ INSERT INTO tv_note_rows (id, identifier, data) SELECT id, identifier, '{}' FROM tb_note "
      "WHERE id = ANY (p_ids) $$; "
      "CREATE VIEW tv_note AS SELECT id, identifier, loud(data) AS data FROM tv_note_rows");
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(errors_of(server.ask(create_note, R"({"title":"mine"})")),
            "INTERNAL_SERVER_ERROR: internal error");
  EXPECT_TRUE(logs(server, "secret of tb_note"));
}

TEST_F(database_of_another, loses_a_view_after_it_was_ready_and_says_so) {
  create_schema();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  cluster_.run(
      "ALTER TABLE tv_note RENAME TO tv_gone; SELECT pg_terminate_backend(pid) FROM "
      "pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'fraiseql'");
  EXPECT_TRUE(logs(server, "tv_note does not exist")) << server.process().error_output();
  EXPECT_EQ(server.get("/ready").status, 503);
  cluster_.run("ALTER TABLE tv_gone RENAME TO tv_note");
  EXPECT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(titles), welcome);
}

TEST_F(database_of_another, may_change_a_function_while_it_is_served) {
  create_schema();
  const quickstart_server server(project_, {}, url());
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  EXPECT_EQ(server.ask(titles), welcome);
  cluster_.run(
      "ALTER TABLE tv_note ADD COLUMN more int; ALTER TABLE tv_note ALTER COLUMN data "
      "TYPE jsonb USING data || '{}'; DROP FUNCTION fn_create_note;");
  create_schema();
  EXPECT_EQ(server.ask(titles), welcome);
  EXPECT_EQ(server.ask(create_note, R"({"title":"Now"})"),
            R"({"data":{"createNote":{"title":"Now"}}})");
}

}  // namespace
}  // namespace fraiseql::testing
