// tests/end_to_end/library over HTTP: what code-first programs have beside rows, on rows.
#include <gtest/gtest.h>

#include "end_to_end/suite.hpp"

namespace fraiseql::testing {
namespace {

class library : public with_server<library_project> {};

TEST_F(library, spells_enumerations_lists_of_lists_and_dates) {
  EXPECT_EQ(server().ask("{ books { title shelf published ratings } }"),
            R"({"data":{"books":[{"title":"Emma","shelf":"FICTION","published":"1815-12-23",)"
            R"("ratings":[[5,4],[]]},{"title":"Origin","shelf":"NON_FICTION","published":null,)"
            R"("ratings":[]}]}})");
}

TEST_F(library, keeps_to_a_fields_own_filter_whatever_a_client_asks_for) {
  constexpr const char* ask = "query($w: BookWhereInput) { novels(where: $w) { title } }";
  constexpr const char* emma = R"({"data":{"novels":[{"title":"Emma"}]}})";
  constexpr const char* none = R"({"data":{"novels":[]}})";
  EXPECT_EQ(server().ask("{ novels { title } }"), emma);
  for (const char* within : {
           R"({"title": {"neq": "x"}})",
           R"({"OR": [{"shelf": {"eq": "NON_FICTION"}}, {"shelf": {"eq": "FICTION"}}]})",
           R"({"OR": [{"title": {"isNull": false}}]})",
           R"({"NOT": {"shelf": {"eq": "NON_FICTION"}}})",
           R"({"NOT": {"AND": [{"shelf": {"eq": "FICTION"}}, {"title": {"eq": "Origin"}}]}})",
           R"({"authors": {"every": {"name": {"isNull": false}}}})",
           "{}",
           "null",
       }) {
    EXPECT_EQ(server().ask(ask, std::string(R"({"w": )") + within + "}"), emma) << within;
  }
  for (const char* beyond : {
           R"({"shelf": {"eq": "NON_FICTION"}})",
           R"({"OR": [{"title": {"eq": "Origin"}}, {"shelf": {"neq": "FICTION"}}]})",
           R"({"NOT": {"shelf": {"eq": "FICTION"}}})",
           R"({"NOT": {"authors": {"some": {"name": {"startsWith": "J"}}}}})",
       }) {
    EXPECT_EQ(server().ask(ask, std::string(R"({"w": )") + beyond + "}"), none) << beyond;
  }
}

// It is compared as the text that it is stored as, however a client spells it.
TEST_F(library, filters_by_a_scalar_of_the_programs_own_in_documents_and_in_a_column) {
  const std::pair<const char*, const char*> all[] = {
      {R"({"isbn": {"eq": "978-0486406480"}})", "Emma"},
      {R"({"isbn": {"neq": "978-0486406480"}})", "Origin"},
      {R"({"isbn": {"in": ["978-0-486-45006-3", "1"]}})", "Origin"},
      {R"({"isbn": {"notIn": ["978-0-486-45006-3", "1"]}})", "Emma"},
      {R"({"isbn": {"isNull": true}})", ""},
      {R"({"translations": {"contains": "978-3150080634"}})", "Emma"},
      {R"({"translations": {"overlaps": ["1", "9783150080634"]}})", "Emma"},
      {R"({"translations": {"isEmpty": true}})", "Origin"},
      {R"({"reprint": {"eq": "9780141-439587"}})", "Emma"},
      {R"({"reprint": {"neq": "9780141-439587"}})", "Origin"},
      {R"({"reprint": {"in": ["978-0451529060"]}})", "Origin"},
      {R"({"NOT": {"reprint": {"eq": "978-0451529060"}}})", "Emma"},
  };
  for (const auto& [where, title] : all) {
    const std::string found = *title == '\0' ? "" : R"({"title":")" + std::string(title) + "\"}";
    EXPECT_EQ(server().ask("query($w: BookWhereInput) { books(where: $w) { title } }",
                           std::string(R"({"w": )") + where + "}"),
              R"({"data":{"books":[)" + found + "]}}")
        << where;
  }
  EXPECT_EQ(server().ask("{ reprints { title } }"), R"({"data":{"reprints":[{"title":"Emma"}]}})");
  const std::string refused = server().ask(R"({ books(where: {isbn: {eq: "x"}}) { title } })");
  EXPECT_TRUE(has_text(refused, "Isbn cannot represent this value")) << refused;
  EXPECT_TRUE(
      has_text(server().ask(R"({ books(where: {isbn: {gt: "1"}}) { title } })"), "unknown"));
}

TEST_F(library, filters_an_interfaces_rows) {
  const std::pair<const char*, const char*> all[] = {
      {R"({title: {eq: "Metropolis"}})", R"({"title":"Metropolis"})"},
      {R"({title: {in: ["Emma", "Metropolis"]}})", R"({"title":"Emma"},{"title":"Metropolis"})"},
      {R"({NOT: {title: {startsWith: "O"}}})", R"({"title":"Emma"},{"title":"Metropolis"})"},
  };
  for (const auto& [where, found] : all) {
    EXPECT_EQ(server().ask("{ items(where: " + std::string(where) + ") { title } }"),
              R"({"data":{"items":[)" + std::string(found) + "]}}");
  }
}

TEST_F(library, works_computed_fields_out_of_rows) {
  EXPECT_EQ(server().ask("query($n: Int!) { books { twice: label(times: $n) once: label "
                         "authors { initial } } }",
                         R"({"n": 2})"),
            R"({"data":{"books":[{"twice":"EmmaEmma","once":"Emma","authors":[{"initial":"J"}]},)"
            R"({"twice":"OriginOrigin","once":"Origin",)"
            R"("authors":[{"initial":"C"},{"initial":"A"}]}]}})");
}

TEST_F(library, hands_headers_to_the_programs_functions) {
  http_request asked = graphql_request(R"({ book(identifier: "emma") { label } })");
  asked.headers.emplace_back("X-Mark", "!");
  EXPECT_EQ(exchange(server().port(), asked).body, R"({"data":{"book":{"label":"Emma!"}}})");
}

TEST_F(library, reports_a_computed_field_at_its_place_beside_other_root_fields) {
  EXPECT_EQ(server().ask(R"({ books { label(only: FICTION) } countLetters(text: "abc")
                              guess { __typename } })"),
            R"({"data":null,"errors":[{"message":"not on that shelf","locations":)"
            R"([{"line":1,"column":11}],"path":["books",1,"label"],"extensions":)"
            R"({"code":"NOT_FOUND"}}]})");
  EXPECT_EQ(server().ask(R"({ book(identifier: "origin") { label(only: FICTION) }
                              countLetters(text: "abc") })"),
            R"({"data":{"book":null,"countLetters":3},"errors":[{"message":"not on that shelf",)"
            R"("locations":[{"line":1,"column":32}],"path":["book","label"],"extensions":)"
            R"({"code":"NOT_FOUND"}}]})");
}

TEST_F(library, tells_an_interfaces_rows_apart) {
  EXPECT_EQ(server().ask("{ items { __typename title ... on Film { minutes } "
                         "... on Book { shelf label } } }"),
            R"({"data":{"items":[{"__typename":"Book","title":"Emma","shelf":"FICTION",)"
            R"("label":"Emma"},{"__typename":"Book","title":"Origin","shelf":"NON_FICTION",)"
            R"("label":"Origin"},{"__typename":"Film","title":"Metropolis","minutes":153}]}})");
}

TEST_F(library, answers_a_union_of_the_programs_own) {
  EXPECT_EQ(server().ask("query film { guess { ... on Film { title } ... on Author { name } } }"),
            R"({"data":{"guess":{"title":"guessed"}}})");
  EXPECT_EQ(server().ask("{ guess { ... on Film { title } ... on Author { initial } } }"),
            R"({"data":{"guess":{"initial":"g"}}})");
}

TEST_F(library, shows_in_development_what_a_function_throws) {
  const std::string body = server().ask(R"({ countLetters(text: "") })");
  EXPECT_TRUE(has_text(body, R"("code":"INTERNAL_SERVER_ERROR","id":")")) << body;
  EXPECT_TRUE(has_text(body, "a secret of the program")) << body;
}

TEST(library_in_production, tells_the_log_alone_what_a_function_throws) {
  const library_project project;
  const quickstart_server server(project, {"--profile", "production"});
  ASSERT_TRUE(server.serves());
  const std::string body = server.ask(R"({ countLetters(text: "") })");
  EXPECT_TRUE(has_text(body, R"("message":"internal error")")) << body;
  EXPECT_FALSE(has_text(body, "secret")) << body;
  EXPECT_TRUE(eventually([&] {
    return has_text(server.process().output() + server.process().error_output(),
                    "a secret of the program");
  }));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(library, answers_the_other_root_fields_when_a_function_of_the_database_fails) {
  const std::string body =
      server().ask(R"({ bookOfTheDay { title } findBook(input: {title: "write"}) { title } )"
                   R"(book(identifier: "origin") { title } })");
  EXPECT_TRUE(has_text(body, R"({"data":{"bookOfTheDay":{"title":"Emma"},"findBook":null,)"
                             R"("book":{"title":"Origin"}},"errors":[{)"))
      << body;
}

TEST(library_in_production, tells_the_log_alone_why_a_function_of_the_database_failed) {
  const library_project project;
  const quickstart_server server(project, {"--profile", "production"});
  ASSERT_TRUE(server.serves());
  const std::pair<const char*, const char*> all[] = {
      {"raise", "a secret of the function"},
      {"malformed", "invalid input syntax for type integer"},
      {"write", "DELETE is not allowed in a non-volatile function"},
      {"call what writes", "cannot execute INSERT in a read-only transaction"}};
  for (const auto& [title, why] : all) {
    const std::string body =
        server.ask("query($t: String!) { findBook(input: {title: $t}) { id } }",
                   R"({"t": ")" + std::string(title) + R"("})");
    EXPECT_TRUE(has_text(body, R"({"data":{"findBook":null},"errors":[{"message":"internal error",)"
                               R"("locations":[{"line":1,"column":22}],"path":["findBook"],)"
                               R"("extensions":{"code":"INTERNAL_SERVER_ERROR","id":")"))
        << body;
    EXPECT_TRUE(eventually([&] {
      const std::string log = server.process().output() + server.process().error_output();
      return has_text(log, why) && has_text(log, "fn_find_book");
    })) << why;
  }
  EXPECT_EQ(server.ask("{ books { title } }"),
            R"({"data":{"books":[{"title":"Emma"},{"title":"Origin"}]}})");
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(library, stores_enumerations_as_the_program_spells_them) {
  EXPECT_EQ(server().ask("mutation($in: CreateBook!) { createBook(input: $in) "
                         "{ title shelf published label authors { initial } } }",
                         R"({"in": {"title": "Walden", "shelf": "NON_FICTION",)"
                         R"( "published": "1854-08-09"}})"),
            R"({"data":{"createBook":{"title":"Walden","shelf":"NON_FICTION",)"
            R"("published":"1854-08-09","label":"Walden","authors":[]}}})");
  EXPECT_EQ(server().ask(R"(mutation { createBook(input: {title: "Persuasion"}) { shelf } })"),
            R"({"data":{"createBook":{"shelf":"FICTION"}}})");
}

TEST_F(library, has_words_for_a_constraint) {
  const std::string body =
      server().ask(R"(mutation { a: createBook(input: {title: "Emma"}) { id } })");
  EXPECT_TRUE(has_text(body, R"("message":"there is such a book: duplicate key)")) << body;
  EXPECT_TRUE(has_text(body, R"("argument":["input","title"])")) << body;
  EXPECT_TRUE(has_text(body, R"("constraint":"tv_book_identifier_key")")) << body;
}

}  // namespace
}  // namespace fraiseql::testing
