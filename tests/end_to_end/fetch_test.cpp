// tests/end_to_end/library over HTTP: functions of the program that read rows while they run, and
// what PostgreSQL's own log has of that.
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "end_to_end/logged_server.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

class fetching : public with_logged_server<library_project> {
 protected:
  // How often PostgreSQL read books for the request.
  static std::ptrdiff_t reads_of_books(const std::string& query) {
    return reads(executed(query), "\"tv_book\"");
  }
};

TEST_F(fetching, gives_a_root_function_the_rows_it_asks_for) {
  EXPECT_EQ(server().ask("{ booksTitled(start: \"\") { title shelf published } }"),
            R"({"data":{"booksTitled":[{"title":"Origin","shelf":"NON_FICTION","published":null},)"
            R"({"title":"Emma","shelf":"FICTION","published":"1815-12-23"}]}})");
  EXPECT_EQ(server().ask("{ booksTitled(start: \"E\") { title label authors { initial } } }"),
            R"({"data":{"booksTitled":[{"title":"Emma","label":"Emma",)"
            R"("authors":[{"initial":"J"}]}]}})");
  EXPECT_EQ(server().ask("{ booksTitled(start: \"'; DROP TABLE tv_book; --\") { title } }"),
            R"({"data":{"booksTitled":[]}})");
}

TEST_F(fetching, gives_one_row_or_none) {
  EXPECT_EQ(server().ask(R"({ bookWithIsbn(isbn: "978-0486406480") { title } })"),
            R"({"data":{"bookWithIsbn":{"title":"Emma"}}})");
  EXPECT_EQ(server().ask(R"({ bookWithIsbn(isbn: "1") { title } })"),
            R"({"data":{"bookWithIsbn":null}})");
}

TEST_F(fetching, gives_a_computed_field_the_rows_it_asks_for) {
  EXPECT_EQ(server().ask("{ books { title authors { name books } } }"),
            R"({"data":{"books":[{"title":"Emma","authors":[{"name":"Jane","books":["Emma"]}]},)"
            R"({"title":"Origin","authors":[{"name":"Charles","books":["Origin"]},)"
            R"({"name":"Alfred","books":["Origin"]}]}]}})");
}

TEST_F(fetching, gives_a_mutation_the_rows_it_asks_for) {
  EXPECT_EQ(server().ask(R"(mutation { lend(start: "O") })"), R"({"data":{"lend":["Origin"]}})");
}

TEST_F(fetching, goes_on_where_a_function_catches_what_a_fetch_throws) {
  EXPECT_EQ(server().ask(R"({ countWithId(id: "no uuid") })"), R"({"data":{"countWithId":-1}})");
  EXPECT_EQ(server().ask(R"({ countWithId(id: "00000000-0000-4000-8000-000000000001") })"),
            R"({"data":{"countWithId":1}})");
}

TEST_F(fetching, takes_a_malformed_value_for_the_clients_mistake) {
  const std::string body = server().ask(R"({ bookWithId(id: "no uuid") { title } })");
  EXPECT_TRUE(has_text(body, R"({"data":{"bookWithId":null},"errors":[{"message":)"
                             R"("a value that is looked for is malformed)"))
      << body;
  EXPECT_TRUE(has_text(body, R"("path":["bookWithId"],"extensions":{"code":"BAD_USER_INPUT"}}])"))
      << body;
}

TEST_F(fetching, reads_once_for_each_fetch) {
  EXPECT_EQ(reads_of_books("{ booksTitled(start: \"E\") { title authors { name } } }"), 1);
  EXPECT_EQ(reads_of_books("{ a: booksTitled(start: \"E\") { title } "
                           "b: booksTitled(start: \"O\") { title } }"),
            2);
  EXPECT_EQ(reads_of_books("{ books { title authors { books } } }"), 4);
}

TEST_F(fetching, serves_more_requests_at_once_than_there_are_workers) {
  std::vector<std::string> answers(24);
  {
    std::vector<std::jthread> clients;
    for (std::string& answer : answers) {
      clients.emplace_back(
          [&answer] { answer = server().ask("{ booksTitled(start: \"E\") { title } }"); });
    }
  }
  for (const std::string& answer : answers) {
    EXPECT_EQ(answer, R"({"data":{"booksTitled":[{"title":"Emma"}]}})");
  }
}

TEST(fetching_in_production, tells_the_log_alone_what_a_fetch_could_not_do) {
  const library_project project;
  const quickstart_server server(project, {"--profile", "production"});
  ASSERT_TRUE(server.serves());
  run_in_database(project.conninfo("postgres"),
                  "UPDATE tv_book SET data = data - 'title' WHERE identifier = 'emma'");
  const std::string body =
      server.ask(R"({ bookWithId(id: "00000000-0000-4000-8000-000000000001") { title } })");
  EXPECT_TRUE(has_text(body, R"({"data":{"bookWithId":null},"errors":[{"message":"internal error",)"
                             R"("locations":[{"line":1,"column":3}],"path":["bookWithId"],)"
                             R"("extensions":{"code":"INTERNAL_SERVER_ERROR","id":")"))
      << body;
  EXPECT_TRUE(eventually([&] {
    return has_text(server.process().output() + server.process().error_output(),
                    "Book.title of \\\"00000000-0000-4000-8000-000000000001\\\": expected a "
                    "string, found null");
  }));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace fraiseql::testing
