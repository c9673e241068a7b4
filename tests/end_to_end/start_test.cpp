// The start with the embedded database: what is kept, what is applied, and the words that
// a newcomer reads when something is in the way.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "end_to_end/suite.hpp"
#include "support/internal_keys.hpp"

namespace fraiseql::testing {
namespace {

// What a start that must fail says, after checking that it failed in good order.
std::string refusal(const quickstart_project& project, const arguments& more = {},
                    const std::string& port = "0") {
  arguments all = {"serve", "--port", port};
  all.insert(all.end(), more.begin(), more.end());
  const auto process = project.run(all);
  const bool serves = process->says("try: curl");
  if (serves) process->signal(SIGTERM);
  const std::optional<int> status = process->wait();
  EXPECT_FALSE(serves) << process->output();
  if (serves) return "it serves";
  EXPECT_NE(status, 0);
  EXPECT_LT(status.value_or(128), 128) << "a crash, or it runs on";
  expect_no_internal_key(process->error_output(), "standard error");
  EXPECT_EQ(project.postmaster(), 0) << "PostgreSQL was left behind";
  return process->error_output();
}

TEST(start, keeps_the_data_and_applies_nothing_twice) {
  const quickstart_project project;
  {
    const quickstart_server server(project);
    ASSERT_TRUE(server.serves());
    expect_says(server.process().output(), "applied ./db/01_note.sql");
    server.ask(create_note, R"({"title":"Kept"})");
    EXPECT_EQ(server.end(SIGTERM), 0);
  }
  const quickstart_server again(project);
  ASSERT_TRUE(again.serves());
  EXPECT_FALSE(has_text(again.process().output(), "applied")) << again.process().output();
  EXPECT_EQ(again.ask("{ notes(orderBy: [{title: ASC}]) { title } }"),
            R"({"data":{"notes":[{"title":"Hello, world"},{"title":"Kept"}]}})");
}

TEST(start, fresh_begins_anew) {
  const quickstart_project project;
  {
    const quickstart_server server(project);
    ASSERT_TRUE(server.serves());
    server.ask(create_note, R"({"title":"Kept"})");
    EXPECT_EQ(server.end(SIGTERM), 0);
  }
  const quickstart_server again(project, {"--fresh"});
  ASSERT_TRUE(again.serves());
  EXPECT_EQ(again.ask("{ notes { title } }"), R"({"data":{"notes":[{"title":"Hello, world"}]}})");
}

TEST(start, applies_a_changed_and_a_new_file_and_no_other) {
  const quickstart_project project;
  {
    const quickstart_server server(project);
    ASSERT_TRUE(server.serves());
    EXPECT_EQ(server.end(SIGTERM), 0);
  }
  project.write("db/03_welcome.sql", "SELECT fn_create_note('Changed');");
  project.write("db/04_more.sql", "SELECT fn_create_note('New');");
  const quickstart_server again(project);
  ASSERT_TRUE(again.serves());
  const std::string output = again.process().output();
  EXPECT_FALSE(has_text(output, "01_note.sql")) << output;
  EXPECT_FALSE(has_text(output, "02_functions.sql")) << output;
  EXPECT_LT(output.find("applied ./db/03_welcome.sql"), output.find("applied ./db/04_more.sql"));
  EXPECT_EQ(again.ask("{ notes(orderBy: [{title: ASC}]) { title } }"),
            R"({"data":{"notes":[{"title":"Changed"},{"title":"Hello, world"},{"title":"New"}]}})");
}

TEST(start, names_file_and_line_of_an_sql_error_and_keeps_nothing_of_the_file) {
  const quickstart_project project;
  project.write("db/04_more.sql", "CREATE TABLE made (n int);\n\nSELECT nonsense\n  FROM made;\n");
  const std::string text = refusal(project);
  expect_says(text, "04_more.sql:3");
  expect_says(text, "nonsense");
  expect_says(text, "mend it or use --fresh");
  project.write("db/04_more.sql", "CREATE TABLE made (n int);\n");
  const quickstart_server mended(project);
  ASSERT_TRUE(mended.serves());
  expect_says(mended.process().output(), "applied ./db/04_more.sql");
  EXPECT_FALSE(has_text(mended.process().output(), "applied ./db/01_note.sql"));
}

TEST(start, names_file_and_line_of_an_sql_syntax_error) {
  const quickstart_project project;
  project.write("db/04_more.sql", "SELECT 1;\nSELEKT 2;\n");
  expect_says(refusal(project), "04_more.sql:2");
}

TEST(start, refuses_a_second_instance_in_the_same_directory) {
  const quickstart_project project;
  const quickstart_server first(project);
  ASSERT_TRUE(first.serves());
  const auto second = project.run({"serve", "--port", "0"});
  const std::optional<int> status = second->wait();
  ASSERT_TRUE(status.has_value());
  EXPECT_NE(status, 0);
  expect_says(second->error_output(), "another");
  expect_says(second->error_output(), std::to_string(first.process().id()));
  EXPECT_EQ(first.get("/ready").status, 200);
}

TEST(start, refuses_a_second_instance_that_wants_it_fresh) {
  const quickstart_project project;
  const quickstart_server first(project);
  ASSERT_TRUE(first.serves());
  const auto second = project.run({"serve", "--port", "0", "--fresh"});
  EXPECT_NE(second->wait().value_or(0), 0);
  EXPECT_EQ(first.ask("{ notes { title } }"), R"({"data":{"notes":[{"title":"Hello, world"}]}})");
}

TEST(start, says_when_the_port_is_taken) {
  const int taken = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(bind(taken, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(taken, 1), 0);
  socklen_t size = sizeof address;
  getsockname(taken, reinterpret_cast<sockaddr*>(&address), &size);
  const std::string port = std::to_string(ntohs(address.sin_port));

  const quickstart_project project;
  const std::string text = refusal(project, {}, port);
  expect_says(text, port);
  expect_says(text, "taken");
  expect_says(text, "--port");
  close(taken);
}

TEST(start, says_when_there_are_no_sql_files) {
  const quickstart_project project;
  const std::string text = refusal(project, {"--sql-directory", "nowhere"});
  expect_says(text, "nowhere");
}

TEST(start, says_when_the_name_of_the_directory_of_sql_files_is_too_long) {
  const quickstart_project project;
  const std::string text = refusal(project, {"--sql-directory", std::string(300, 'x')});
  expect_says(text, "SQL directory");
  expect_says(text, "File name too long");
}

TEST(start, names_a_missing_view_and_what_to_create) {
  const quickstart_project project;
  project.remove("db/02_functions.sql");
  project.remove("db/03_welcome.sql");
  project.write("db/01_note.sql", "SELECT 1;");
  project.write("db/02_functions.sql",
                "CREATE FUNCTION fn_create_note(p_title text, p_body text DEFAULT NULL) "
                "RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';");
  const std::string text = refusal(project);
  expect_says(text, "tv_note");
  expect_says(text, "jsonb");
}

TEST(start, names_a_missing_function_and_what_to_create) {
  const quickstart_project project;
  project.remove("db/02_functions.sql");
  project.remove("db/03_welcome.sql");
  const std::string text = refusal(project);
  expect_says(text, "fn_create_note");
  expect_says(text, "p_title");
}

TEST(start, names_an_optional_parameter_without_a_default) {
  const quickstart_project project;
  project.write("db/02b_more.sql",
                "DROP FUNCTION fn_create_note(text, text);\n"
                "CREATE FUNCTION fn_create_note(p_title text, p_body text) "
                "RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';");
  project.remove("db/03_welcome.sql");
  const std::string text = refusal(project);
  expect_says(text, "p_body");
  expect_says(text, "DEFAULT");
}

TEST(start, names_a_volatile_function_that_a_query_calls_and_how_to_mend_it) {
  const library_project project;
  project.write("db/02_volatile.sql", "ALTER FUNCTION fn_book_of_the_day() VOLATILE;");
  const std::string text = refusal(project);
  expect_says(text, "the function fn_book_of_the_day is VOLATILE");
  expect_says(text, "ALTER FUNCTION fn_book_of_the_day() STABLE");
}

}  // namespace
}  // namespace fraiseql::testing
