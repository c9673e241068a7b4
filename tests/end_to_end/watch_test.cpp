// `serve --watch`: what an author saves is served soon, and what is wrong with it is said, in the
// terminal and to clients; no request suffers from it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "end_to_end/quickstart.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

constexpr const char* still_served =
    "schema.graphql was not reloaded; the schema of before is still served";
constexpr const char* reload_failed = "RELOAD_FAILED";
constexpr const char* wrong = "{ nots { title } }";
constexpr const char* notes = "{ notes { title } }";
constexpr const char* hello = R"({"data":{"notes":[{"title":"Hello, world"}]}})";
constexpr const char* more = "{ more { title } }";
constexpr const char* more_hello = R"({"data":{"more":[{"title":"Hello, world"}]}})";

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

struct sdl_project : quickstart_project {
  sdl_project() : quickstart_project("examples/quickstart-sdl", "fraiseql") {}

  [[nodiscard]] std::string schema() const { return read("schema.graphql"); }
  // The schema with `field` as one more of Query.
  [[nodiscard]] std::string schema_with(std::string_view field) const {
    return replaced(schema(), "type Query {\n", "type Query {\n  " + std::string(field) + "\n");
  }
};

// Asks all the time, on a thread of its own, from its making to stop().
class steady_client {
 public:
  explicit steady_client(const quickstart_server& server)
      : thread_([this, &server](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            const http_response answered = server.graphql(notes);
            ++asked_;
            if (answered.status == 200 && !has_text(answered.body, "\"errors\"")) continue;
            trouble_ = std::to_string(answered.status) + ' ' + answered.body;
            return;
          }
        }) {}

  [[nodiscard]] int asked() const { return asked_; }
  // The first answer that was none, or "".
  std::string stop() {
    thread_.request_stop();
    thread_.join();
    return trouble_;
  }

 private:
  std::atomic<int> asked_ = 0;
  std::string trouble_ = {};
  std::jthread thread_;
};

bool becomes(const quickstart_server& server, std::string_view query, std::string_view answer) {
  std::string last;
  const bool did = eventually([&] { return (last = server.ask(query)) == answer; });
  EXPECT_TRUE(did) << last << '\n' << server.process().output();
  return did;
}

// The answer to a document that is wrong, once it tells of a failed reload.
std::string told(const quickstart_server& server) {
  std::string last;
  const bool was_told =
      eventually([&] { return has_text(last = server.ask(wrong), reload_failed); });
  EXPECT_TRUE(was_told) << last << '\n' << server.process().output();
  return last;
}

bool is_over(const quickstart_server& server) {
  return eventually([&] { return !has_text(server.ask(wrong), reload_failed); });
}

TEST(watch, serves_a_saved_schema_and_no_request_notices) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  steady_client client(server);
  const std::string before = project.schema();
  for (int i = 0; i < 3; ++i) {
    project.write("schema.graphql", project.schema_with("more: [Note!]! @find"));
    becomes(server, more, more_hello);
    project.write("schema.graphql", before);
    EXPECT_TRUE(eventually([&] { return has_text(server.ask(more), "unknown field"); }));
  }
  const int asked = client.asked();
  EXPECT_TRUE(eventually([&] { return client.asked() > asked; }));
  EXPECT_EQ(client.stop(), "");
  expect_says(server.process().output(), "reloaded schema.graphql\n");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, keeps_the_schema_when_the_file_is_broken_and_says_why_until_it_is_mended) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  const std::string before = project.schema();
  project.write("schema.graphql", replaced(before, "@findOne", "@findOn"));
  const std::string answer = told(server);
  expect_says(answer, R"("message":"unknown field \"nots\" on type \"Query\"; did you mean )");
  expect_says(answer, "schema.graphql was not reloaded: 3:14: ");
  expect_says(answer, R"(findOne\"?; the schema of before is still served)");
  EXPECT_TRUE(answer.ends_with(R"("extensions":{"code":"RELOAD_FAILED"}}]})")) << answer;
  EXPECT_EQ(server.ask(notes), hello);

  const std::string output = server.process().output();
  expect_says(output, "schema.graphql:3:14: unknown directive \"@findOn\"");
  expect_says(output, "\n  3 |   note: Note @findOn\n    |              ^\n");
  expect_says(output, still_served);

  project.write("schema.graphql", before);
  EXPECT_TRUE(is_over(server));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

constexpr const char* places_sql =
    "CREATE TABLE tv_place (id uuid PRIMARY KEY, identifier text NOT NULL UNIQUE,\n"
    "  data jsonb NOT NULL, updated_at timestamptz NOT NULL DEFAULT now());\n"
    "CREATE FUNCTION fn_create_place(p_name text) RETURNS uuid LANGUAGE sql AS $$\n"
    "  INSERT INTO tv_place (id, identifier, data)\n"
    "  SELECT id, p_name, jsonb_build_object('id', id, 'identifier', p_name, 'name', p_name)\n"
    "    FROM (SELECT gen_random_uuid() AS id) made\n"
    "  RETURNING id\n"
    "$$;\n";

std::string with_places(const sdl_project& project) {
  return replaced(project.schema_with("places: [Place!]! @find"), "type Mutation {\n",
                  "type Mutation {\n  createPlace(input: CreatePlace!): Place! @call(function: "
                  "\"fn_create_place\")\n") +
         "\ntype Place {\n  id: ID!\n  identifier: String!\n  name: String!\n}\n"
         "\ninput CreatePlace {\n  name: String!\n}\n";
}

TEST(watch, takes_over_a_table_a_function_and_a_type_together) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  steady_client client(server);
  project.write("schema.graphql", with_places(project));
  project.write("db/10_place.sql", places_sql);
  becomes(server, "{ places { name } }", R"({"data":{"places":[]}})");
  EXPECT_EQ(server.ask("mutation { createPlace(input: {name: \"Here\"}) { name } }"),
            R"({"data":{"createPlace":{"name":"Here"}}})");
  EXPECT_EQ(server.ask("{ places { name } }"), R"({"data":{"places":[{"name":"Here"}]}})");
  EXPECT_EQ(client.stop(), "");
  expect_says(server.process().output(), "applied ./db/10_place.sql\n");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, names_a_relation_that_is_missing_until_it_is_there) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write("schema.graphql", with_places(project));
  const std::string answer = told(server);
  expect_says(answer, "tv_place");
  EXPECT_FALSE(has_text(answer, "CREATE")) << answer;
  EXPECT_EQ(server.ask(notes), hello);
  expect_says(server.process().output(), "the database does not have what the schema needs\n");
  expect_says(server.process().output(), "tv_place");
  expect_says(server.process().output(), "fn_create_place");
  expect_says(server.process().output(), still_served);
  EXPECT_EQ(server.get("/ready").status, 200);

  project.write("db/10_place.sql", places_sql);
  becomes(server, "{ places { name } }", R"({"data":{"places":[]}})");
  EXPECT_TRUE(is_over(server));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, says_file_and_line_of_sql_that_fails_and_applies_it_when_mended) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write("db/10_more.sql", "CREATE TABLE made (n int);\nSELECT nonsense FROM made;\n");
  expect_says(told(server), R"(./db/10_more.sql:2: column \"nonsense\" does not exist)");
  EXPECT_EQ(server.ask(notes), hello);
  const std::string output = server.process().output();
  expect_says(output, "./db/10_more.sql:2: column \"nonsense\" does not exist\nhint: mend it");
  expect_says(output, still_served);
  EXPECT_EQ(ask_database(project.conninfo("postgres"), "select to_regclass('made') is null"), "t");

  // Another file is no help: each reload applies them all.
  project.write("schema.graphql", project.schema_with("more: [Note!]! @find"));
  EXPECT_TRUE(eventually([&] {
    const std::string text = server.process().output();
    return text.find(still_served) != text.rfind(still_served);
  }));
  EXPECT_TRUE(has_text(server.ask(more), "unknown field"));

  project.write("db/10_more.sql", "CREATE TABLE made (n int);\n");
  becomes(server, more, more_hello);
  EXPECT_TRUE(is_over(server));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, sees_a_file_that_an_editor_replaces_or_takes_away_for_a_while) {
  namespace fs = std::filesystem;
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write(".schema.graphql.swp", project.schema_with("more: [Note!]! @find"));
  fs::rename(project.path() / ".schema.graphql.swp", project.path() / "schema.graphql");
  becomes(server, more, more_hello);

  fs::rename(project.path() / "schema.graphql", project.path() / "away");
  expect_says(told(server), "cannot read schema.graphql");
  EXPECT_EQ(server.ask(more), more_hello);
  fs::rename(project.path() / "away", project.path() / "schema.graphql");
  EXPECT_TRUE(is_over(server));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, ends_soon_while_an_sql_file_runs) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write("db/10_slow.sql", "SELECT pg_sleep(600);\n");
  ASSERT_TRUE(eventually([&] {
    return ask_database(project.conninfo("postgres"),
                        "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") ==
           "1";
  }));
  EXPECT_EQ(server.ask(notes), hello);
  EXPECT_EQ(server.end(SIGTERM), 0);
  EXPECT_EQ(project.postmaster(), 0);
}

TEST(watch, ends_soon_while_the_schema_is_a_pipe_and_a_copy_waits) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.remove("schema.graphql");
  expect_says(told(server), "cannot read schema.graphql");
  ASSERT_EQ(mkfifo((project.path() / "schema.graphql").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((project.path() / "db" / "10_pipe.sql").c_str(), 0600), 0);
  project.write("db/11_new.sql", "SELECT 1;\n");
  EXPECT_TRUE(eventually(
      [&] { return has_text(server.ask(wrong), "schema.graphql: it is not a regular file"); }));

  project.remove("schema.graphql");
  project.write(
      "db/12_copy.sql",
      "COPY (SELECT repeat('x', 20000) UNION ALL SELECT pg_sleep(600)::text) TO STDOUT;\n");
  project.write("schema.graphql", sdl_project().schema());
  EXPECT_TRUE(eventually([&] {
    return ask_database(project.conninfo("postgres"),
                        "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") ==
           "1";
  }));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, applies_no_sql_while_the_schema_is_broken) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  const std::string before = project.schema();
  project.write("schema.graphql", replaced(before, "@findOne", "@findOn"));
  told(server);
  project.write("db/10_made.sql", "CREATE TABLE made (n int);\n");
  // The failure is said once for each change.
  EXPECT_TRUE(eventually([&] {
    const std::string text = server.process().output();
    return text.find(still_served) != text.rfind(still_served);
  }));
  EXPECT_EQ(ask_database(project.conninfo("postgres"), "select to_regclass('made') is null"), "t");
  project.write("schema.graphql", before);
  EXPECT_TRUE(server.process().says("applied ./db/10_made.sql"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, tries_sql_again_that_was_in_the_way_of_others) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write("db/10_later.sql",
                "DO $$ BEGIN IF to_regclass('public.go_on') IS NULL THEN\n"
                "  RAISE EXCEPTION 'not yet' USING ERRCODE = '40001';\nEND IF; END $$;\n");
  expect_says(told(server), "not yet");
  ask_database(project.conninfo("postgres"), "create table public.go_on (n int)");
  EXPECT_TRUE(is_over(server));
  const std::string output = server.process().output();
  expect_says(output, "applied ./db/10_later.sql");
  EXPECT_EQ(output.find("not yet"), output.rfind("not yet")) << "said more than once: " << output;
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, says_so_when_a_save_takes_away_what_is_served) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  project.write("db/10_away.sql", "ALTER TABLE tv_note RENAME TO tv_away;\n");
  const std::string answer = told(server);
  expect_says(answer, "tv_note");
  expect_says(answer, "; the server is not ready: ");
  EXPECT_FALSE(has_text(answer, "still served")) << answer;
  const http_response ready = server.get("/ready");
  EXPECT_EQ(ready.status, 503);
  expect_says(ready.body, "tv_note");
  EXPECT_FALSE(has_text(server.process().output(), still_served)) << server.process().output();

  project.write("db/11_back.sql", "ALTER TABLE tv_away RENAME TO tv_note;\n");
  becomes(server, notes, hello);
  EXPECT_TRUE(is_over(server));
  EXPECT_EQ(server.get("/ready").status, 200);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, makes_plain_and_short_what_a_database_says) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write(
      "db/10_loud.sql",
      "DO $$ BEGIN RAISE EXCEPTION '%', E'\\x1B[2Jred\\nnext ' || repeat('\u00E9', 9999); END $$;");
  const std::string answer = told(server);
  const std::string_view before = "{\"message\":\"schema.graphql was not reloaded: ";
  const std::size_t begin = answer.find(before);
  const std::size_t end = answer.find("\"", begin + before.size());
  ASSERT_NE(end, std::string::npos) << answer;
  const std::string message = answer.substr(begin + 12, end - begin - 12);
  expect_says(message, "\uFFFD[2Jred next \u00E9\u00E9");
  EXPECT_TRUE(message.ends_with("\u00E9\u2026; the schema of before is still served")) << message;
  EXPECT_LE(message.size(), 1'000U);
  EXPECT_GE(message.size(), 998U);
  EXPECT_FALSE(has_text(server.process().output(), "\x1B")) << server.process().output();
  EXPECT_EQ(server.end(SIGTERM), 0);
  // At a start, too.
  const auto again = project.run({"serve", "--port", "0"});
  EXPECT_EQ(again->wait(), 1);
  expect_says(again->error_output(), "\uFFFD[2Jred\nnext \u00E9");
}

TEST(watch, tells_no_client_of_a_failure_in_production) {
  const sdl_project project;
  const quickstart_server server(project, {"--watch", "--profile", "production"});
  ASSERT_TRUE(server.serves());
  const std::string answer = server.ask(wrong);
  project.write("schema.graphql", replaced(project.schema(), "@findOne", "@findOn"));
  EXPECT_TRUE(server.process().says(still_served));
  EXPECT_EQ(server.ask(wrong), answer);
  EXPECT_EQ(server.ask(notes), hello);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(watch, applies_the_sql_of_a_program) {
  const quickstart_project project;
  const quickstart_server server(project, {"--watch"});
  ASSERT_TRUE(server.serves());
  project.write("db/04_more.sql", "SELECT nonsense;");
  expect_says(told(server), "./db was not reloaded: ./db/04_more.sql:1: ");
  project.write("db/04_more.sql", "SELECT fn_create_note('Saved');");
  becomes(server, "{ note(identifier: \"saved\") { title } }",
          R"({"data":{"note":{"title":"Saved"}}})");
  EXPECT_TRUE(is_over(server));
  // What the schema needs is looked for, too.
  project.write("db/05_less.sql", "DROP FUNCTION fn_create_note(text, text);");
  expect_says(told(server), "fn_create_note");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

constexpr const char* unreachable = "postgres://127.0.0.1:1/x";

TEST(watch, of_a_program_with_a_database_of_its_own_is_refused_where_nothing_would_be_watched) {
  const quickstart_project project;
  const auto process = project.run({"serve", "--watch"}, {{"DATABASE_URL", unreachable}});
  EXPECT_EQ(process->wait(), 2);
  expect_says(process->error_output(), "--watch has nothing to watch");
  expect_says(process->error_output(), "--apply-sql");
}

// Without --apply-sql the schema alone is watched, and what it needs is looked for until it is
// there.
TEST(watch, of_a_database_of_its_own_waits_for_what_its_owner_makes) {
  const private_cluster cluster;
  const sdl_project project;
  for (const char* file : {"db/01_note.sql", "db/02_functions.sql", "db/03_welcome.sql"}) {
    cluster.run(project.read(file));
  }
  const quickstart_server server(project, {"--watch", "--profile", "development"},
                                 {{"DATABASE_URL", cluster.owner()}});
  ASSERT_TRUE(server.serves());
  ASSERT_TRUE(server.becomes_ready());
  project.write("db/10_place.sql", places_sql);
  project.write("schema.graphql", with_places(project));
  expect_says(told(server), "tv_place");
  cluster.run(places_sql);
  becomes(server, "{ places { name } }", R"({"data":{"places":[]}})");
  EXPECT_FALSE(has_text(server.process().output(), "applied")) << server.process().output();
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
