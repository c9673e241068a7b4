// `extensions.explain` of a response, over HTTP: what it has, when it is there, and that it changes
// nothing else, whatever the request's extensions are.
#include <gtest/gtest.h>
#include <signal.h>

#include <set>

#include "end_to_end/cases.hpp"
#include "end_to_end/explain_support.hpp"
#include "end_to_end/suite.hpp"
#include "json/write.hpp"
#include "support/private_cluster.hpp"

namespace fraiseql::testing {
namespace {

http_response asked(const quickstart_server& server, std::string_view query,
                    std::string_view extensions, std::string_view variables = "{}") {
  http_request request = graphql_request(query, variables);
  request.body.pop_back();
  request.body += ",\"extensions\":" + std::string(extensions) + "}";
  return exchange(server.port(), request);
}

constexpr std::string_view stages = R"({"explain":true})";
constexpr std::string_view plan = R"({"explain":"plan"})";
constexpr std::string_view analyze = R"({"explain":"analyze"})";

constexpr const char* a_note = "{ note(identifier: \"alpha\") { title } }";
constexpr const char* answer_of_a_note = R"({"data":{"note":{"title":"Alpha"}}})";

class explained_response : public with_server<notes_project> {
 protected:
  static http_response ask(std::string_view query, std::string_view extensions,
                           std::string_view variables = "{}") {
    return asked(server(), query, extensions, variables);
  }
  // The member of extensions.explain.
  static json::value member(std::string_view query, std::string_view extensions,
                            const std::string& name, std::string_view variables = "{}") {
    return inside(read_object(ask(query, extensions, variables).body),
                  {"extensions", "explain", name});
  }
  static json::value plans(std::string_view query, std::string_view extensions,
                           std::string_view variables = "{}") {
    return member(query, extensions, "postgresql", variables);
  }
};

TEST_F(explained_response, has_the_members_that_the_documentation_names) {
  auto expected = documented_members();
  expected.erase("answer");
  expected.erase("indexes");
  const auto members = [](std::string_view extensions) {
    return names_in(inside(read_object(ask(a_note, extensions).body), {"extensions", "explain"}));
  };
  EXPECT_EQ(members(analyze), expected);
  EXPECT_EQ(members(plan), expected);
  expected.erase("postgresql");
  EXPECT_EQ(members(stages), expected);
}

TEST_F(explained_response, has_the_data_that_would_have_come_and_the_stages) {
  const http_response answered = ask(a_note, stages);
  EXPECT_EQ(answered.status, 200);
  const std::string data(answer_of_a_note, std::string_view(answer_of_a_note).size() - 1);
  EXPECT_TRUE(answered.body.starts_with(data + ",\"extensions\":{\"explain\":{")) << answered.body;
  EXPECT_EQ(answered.header("Content-Type"), "application/json; charset=utf-8");
  const json::value explained = inside(read_object(answered.body), {"extensions", "explain"});
  EXPECT_EQ(text_of(inside(explained, {"document"})),
            "{\n  note(identifier: \"alpha\") {\n    title\n  }\n}\n");
  EXPECT_EQ(json::to_text(inside(explained, {"statements"})),
            R"([{"field":"note","sql":"SELECT t.\"data\" FROM \"public\".\"tv_note\" AS t WHERE )"
            R"(t.\"identifier\" = $1","parameters":[{"number":1,"type":"text","source":)"
            R"("\"alpha\""}]}])");
}

TEST_F(explained_response, has_postgresqls_plan_with_the_values_of_the_request) {
  const json::value made = plans("query($t: String) { notes(where: {title: {eq: $t}}) { id } }",
                                 plan, R"({"t":"it's"})");
  EXPECT_EQ(text_of(inside(made, {"0", "field"})), "notes");
  const std::string text = json::to_text(inside(made, {"0", "plan", "0", "Plan"}));
  EXPECT_TRUE(has_text(text, "'it''s'::text")) << text;
  EXPECT_TRUE(has_text(text, "\"Total Cost\"")) << text;
  EXPECT_FALSE(has_text(text, "\"Actual Rows\"")) << text;
  EXPECT_TRUE(inside(made, {"0", "plan", "0", "Execution Time"}).is_null());
}

TEST_F(explained_response, has_what_came_of_the_read_after_an_analysis) {
  const json::value made = plans(a_note, analyze);
  const json::value root = inside(made, {"0", "plan", "0", "Plan"});
  EXPECT_EQ(json::to_text(inside(root, {"Actual Rows"})), "1");
  EXPECT_FALSE(inside(root, {"Shared Hit Blocks"}).is_null());
  EXPECT_FALSE(inside(made, {"0", "plan", "0", "Execution Time"}).is_null());
}

TEST_F(explained_response, has_a_plan_for_each_root_field_that_is_read) {
  const json::value made =
      plans("{ b: notes { id } __typename a: note(identifier: \"alpha\") { id } }", plan);
  ASSERT_EQ(made.get<json::array>()->size(), 2U);
  EXPECT_EQ(text_of(inside(made, {"0", "field"})), "b");
  EXPECT_EQ(text_of(inside(made, {"1", "field"})), "a");
  EXPECT_EQ(json::to_text(plans("{ __typename }", analyze)), "[]");
}

TEST_F(explained_response, never_runs_a_mutation_twice) {
  const std::string count = "select count(*) from tb_note where title = 'Once'";
  const http_response answered =
      ask("mutation { createNote(input: {title: \"Once\"}) { title } }", analyze);
  EXPECT_TRUE(answered.body.starts_with(R"({"data":{"createNote":{"title":"Once"}},"extensions")"))
      << answered.body;
  EXPECT_EQ(
      json::to_text(inside(read_object(answered.body), {"extensions", "explain", "postgresql"})),
      R"([{"field":"createNote","reason":"not asked: the call would run a second time"}])");
  EXPECT_EQ(ask_database(project().conninfo("fraiseql_owner"), count), "1");
}

TEST_F(explained_response, keeps_the_errors_last_and_makes_none_of_its_own) {
  const http_response answered = ask(
      "query($p: String) { notes(where: {title: {regex: $p}}) { id } }", analyze, R"({"p":"("})");
  EXPECT_TRUE(answered.body.starts_with(R"({"data":null,"extensions":{"explain":{)"))
      << answered.body;
  const json::value body = read_object(answered.body);
  ASSERT_NE(inside(body, {"errors"}).get<json::array>(), nullptr) << answered.body;
  EXPECT_EQ(inside(body, {"errors"}).get<json::array>()->size(), 1U);
  EXPECT_TRUE(errors_of(answered.body).starts_with("BAD_USER_INPUT: ")) << answered.body;
  EXPECT_EQ(body.get<json::object>()->back().first, "errors");
  const json::value why = inside(body, {"extensions", "explain", "postgresql", "0", "reason"});
  EXPECT_TRUE(text_of(why).starts_with("PostgreSQL does not say: ")) << answered.body;
}

TEST_F(explained_response, takes_no_value_for_sql) {
  const std::string hostile = R"('; DROP TABLE tv_note; --\" $1 \u0001)";
  const http_response answered = ask("query($t: String) { notes(where: {title: {eq: $t}}) { id } }",
                                     analyze, "{\"t\":\"" + hostile + "\"}");
  EXPECT_TRUE(answered.body.starts_with(R"({"data":{"notes":[]},"extensions")")) << answered.body;
  EXPECT_EQ(
      json::to_text(inside(read_object(answered.body), {"extensions", "explain", "postgresql", "0",
                                                        "plan", "0", "Plan", "Actual Rows"})),
      "0");
  EXPECT_EQ(server().ask(a_note), answer_of_a_note);
}

TEST_F(explained_response, does_not_show_a_plan_that_names_an_internal_key) {
  const json::value made = plans("query($t: String) { notes(where: {title: {eq: $t}}) { id } }",
                                 analyze, R"({"t":"pk_note"})");
  EXPECT_EQ(json::to_text(made),
            R"([{"field":"notes","reason":"not shown: it names an internal key; the command )"
            R"(explain shows it"}])");
}

TEST_F(explained_response, is_not_there_where_nobody_asks) {
  for (const char* extensions :
       {"null", "{}", R"({"explain":false})", R"({"explain":null})", R"({"other":"analyze"})"}) {
    EXPECT_EQ(ask(a_note, extensions).body, answer_of_a_note) << extensions;
  }
}

TEST_F(explained_response, is_not_there_where_the_request_fails_before_it_runs) {
  for (const char* document :
       {"{", "{ nots { id } }", "{ note(id: \"nope\") { id } }", "{ notes(limit: 1001) { id } }"}) {
    const http_response refused = ask(document, analyze);
    EXPECT_EQ(refused.status, 400) << document;
    EXPECT_TRUE(refused.body.starts_with(R"({"errors":[)")) << refused.body;
    EXPECT_FALSE(has_text(refused.body, "explain")) << refused.body;
  }
}

TEST_F(explained_response, is_refused_where_it_is_asked_for_by_another_value) {
  for (const char* wrong : {R"({"explain":1})", R"({"explain":"yes"})", R"({"explain":{}})",
                            R"({"explain":["plan"]})"}) {
    const http_response refused = ask(a_note, wrong);
    EXPECT_EQ(refused.status, 400) << wrong;
    EXPECT_EQ(errors_of(refused.body),
              "BAD_USER_INPUT: the member \"explain\" of \"extensions\" must be true, false, "
              "\"plan\" or \"analyze\"");
  }
}

TEST_F(explained_response, survives_hostile_extensions) {
  for (const char* no_object : {"1", "true", "\"explain\"", "[]", R"([{"explain":true}])"}) {
    const http_response refused = ask(a_note, no_object);
    EXPECT_EQ(refused.status, 400) << no_object;
    EXPECT_TRUE(has_text(refused.body, "must be an object")) << refused.body;
  }
  const auto nested = [](std::size_t levels) {
    return "{\"explain\":" + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  EXPECT_TRUE(has_text(ask(a_note, nested(90)).body, "must be true, false"));
  EXPECT_TRUE(has_text(ask(a_note, nested(100'000)).body, "deeper"));
  const std::string huge = "{\"explain\":\"" + std::string(900'000, 'a') + "\"}";
  const http_response refused = ask(a_note, huge);
  EXPECT_EQ(refused.status, 400);
  EXPECT_LT(refused.body.size(), 1'000U);
  EXPECT_EQ(ask(a_note, "{\"explain\":\"" + std::string(2'000'000, 'a') + "\"}").status, 413);
  EXPECT_EQ(ask(a_note, R"({"explain":true,"explain":true})").status, 400);
  EXPECT_EQ(server().ask(a_note), answer_of_a_note);
}

constexpr const char* every_wish[] = {R"({"explain":true})", R"({"explain":"analyze"})",
                                      R"({"explain":[1]})"};

TEST(explain_setting, is_off_in_production_unless_it_is_said) {
  const notes_project project;
  {
    const quickstart_server server(project, {"--profile", "production"});
    for (const char* wish : every_wish)
      EXPECT_EQ(asked(server, a_note, wish).body, answer_of_a_note);
  }
  const quickstart_server server(project, {"--profile", "production", "--explain"});
  EXPECT_TRUE(has_text(asked(server, a_note, analyze).body, "\"Actual Rows\""));
  EXPECT_EQ(asked(server, a_note, every_wish[2]).status, 400);
}

TEST(explain_setting, is_on_in_development_unless_it_is_said) {
  const notes_project project;
  const quickstart_server server(project, {}, {{"FRAISEQL_EXPLAIN", "false"}});
  for (const char* wish : every_wish) EXPECT_EQ(asked(server, a_note, wish).body, answer_of_a_note);
}

}  // namespace
}  // namespace fraiseql::testing
