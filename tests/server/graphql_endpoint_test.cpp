#include "server/graphql_endpoint.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "json/write.hpp"
#include "server/endpoint_support.hpp"

namespace fraiseql::server {
namespace {

using namespace endpoint_tests;

unsigned status(const http::request& request) { return served(request).answer.status; }

// The content type of the answer without its charset, or the status where it is no 200.
std::string type_for(const std::string& accept) {
  const auto seen = served(post(a_query, {{"accept", accept}}));
  if (seen.answer.status != 200) return std::to_string(seen.answer.status);
  EXPECT_TRUE(seen.answer.content_type.text().ends_with("; charset=utf-8"));
  const std::string_view type = seen.answer.content_type;
  return std::string(type.substr(0, type.find(';')));
}

TEST(graphql_endpoint, hands_document_name_and_variables_over) {
  const auto seen = served(post(
      R"({"query":"{ a }","operationName":"b","variables":{"c":[1.0]},"extensions":{},"more":1})"));
  ASSERT_TRUE(seen.asked);
  EXPECT_EQ(seen.asked->document, "{ a }");
  EXPECT_EQ(seen.asked->operation_name, "b");
  EXPECT_EQ(json::to_text(seen.asked->variables), R"({"c":[1.0]})");
  EXPECT_EQ(seen.answer.status, 200U);
  EXPECT_EQ(seen.answer.body, R"({"data":{"a":1}})");
}

TEST(graphql_endpoint, leaves_document_and_variables_unread_for_who_looks_at_them_once) {
  EXPECT_TRUE(served(post(a_query)).was_unread);
  EXPECT_FALSE(served(post(a_query, {{"idempotency-key", "a"}})).was_unread);
  const std::string explained = R"({"query":"{\n a }","extensions":{"explain":true}})";
  EXPECT_TRUE(served(post(explained)).was_unread);
  const auto seen = served(post(explained), with_data(), {.reading = {.with_explain = true}});
  EXPECT_FALSE(seen.was_unread);
  EXPECT_EQ(seen.asked->document, "{\n a }");
}

TEST(graphql_endpoint, unescapes_document_name_and_variables) {
  const auto seen = served(
      post(R"({"query":"{\n \u0061 }","operationName":"\u0062","variables":{"\u0063":"\t"}})"));
  ASSERT_TRUE(seen.asked);
  EXPECT_EQ(seen.asked->document, "{\n a }");
  EXPECT_EQ(seen.asked->operation_name, "b");
  EXPECT_EQ(json::to_text(seen.asked->variables), R"({"c":"\t"})");
}

// A request within a request does not take the body away from the one around it.
TEST(graphql_endpoint, reads_a_request_while_it_works_on_another) {
  const graphql_endpoint_options options;
  std::string asked_for;
  const auto note = [&](const execution::request& asked) {
    execution::request own = asked;
    execution::read_parts(own);
    asked_for += own.document;
  };
  const http_responder ignored = [](const http::response&) {};
  const sent inner = post(R"({"query":"{ in }"})");
  const sent outer = post(R"({"query":"{ out }"})");
  for (int i = 0; i < 2; ++i) {
    serve_graphql(
        outer, options,
        [&](const execution::request& around, const execution::responder& respond) {
          serve_graphql(
              inner, options,
              [&](const execution::request& inside, const execution::responder&) { note(inside); },
              ignored);
          note(around);
          respond(with_data());
        },
        ignored);
  }
  EXPECT_EQ(asked_for, "{ in }{ out }{ in }{ out }");
}

TEST(graphql_endpoint, takes_null_for_an_absent_member) {
  const auto seen =
      served(post(R"({"query":"{ a }","operationName":null,"variables":null,"extensions":null})"));
  ASSERT_TRUE(seen.asked);
  EXPECT_EQ(seen.asked->operation_name, "");
  EXPECT_TRUE(seen.asked->variables.is_null());
}

execution::explanation asked_for(const std::string& extensions, bool with_explain = true) {
  const auto seen = served(post(R"({"query":"{ a }","extensions":)" + extensions + "}"),
                           with_data(), {.reading = {.with_explain = with_explain}});
  EXPECT_TRUE(seen.asked) << extensions << seen.answer.body;
  return seen.asked ? seen.asked->explain : execution::explanation::none;
}

TEST(graphql_endpoint, reads_from_the_extensions_what_shall_be_explained) {
  using execution::explanation;
  EXPECT_EQ(asked_for(R"({"explain":true})"), explanation::stages);
  EXPECT_EQ(asked_for(R"({"other":[],"explain":"plan"})"), explanation::plans);
  EXPECT_EQ(asked_for(R"({"explain":"analyze"})"), explanation::analysis);
  for (const char* nothing : {R"({"explain":false})", R"({"explain":null})", "{}", "null"}) {
    EXPECT_EQ(asked_for(nothing), explanation::none) << nothing;
  }
}

TEST(graphql_endpoint, refuses_to_explain_anything_else_and_says_what_there_is) {
  for (const char* wrong : {"1", R"("")", R"("true")", R"("Analyze")", "{}", R"(["plan"])"}) {
    const auto seen =
        served(post(std::string(R"({"query":"{ a }","extensions":{"explain":)") + wrong + "}}"),
               with_data(), {.reading = {.with_explain = true}});
    EXPECT_EQ(seen.answer.status, 400U) << wrong;
    EXPECT_FALSE(seen.asked) << wrong;
    EXPECT_EQ(seen.answer.body,
              R"({"errors":[{"message":"the member \"explain\" of \"extensions\" must be true, )"
              R"(false, \"plan\" or \"analyze\"","extensions":{"code":"BAD_USER_INPUT"}}]})");
  }
}

TEST(graphql_endpoint, ignores_the_wish_for_an_explanation_unless_it_is_told_not_to) {
  for (const char* any :
       {R"({"explain":true})", R"({"explain":"analyze"})", R"({"explain":[1]})"}) {
    EXPECT_EQ(asked_for(any, false), execution::explanation::none) << any;
  }
}

std::string key_of(const std::string& header) {
  const auto seen = served(post(a_query, {{"idempotency-key", header}}));
  if (!seen.asked) return std::to_string(seen.answer.status);
  return "[" + seen.asked->idempotency_key + "]";
}

TEST(graphql_endpoint, reads_the_idempotency_key_as_a_string_or_a_word) {
  const auto without = served(post(a_query));
  ASSERT_TRUE(without.asked);
  EXPECT_EQ(without.asked->idempotency_key, "");
  EXPECT_EQ(key_of("\"8e03978e-40d5-43e8-bc93-6894a57f9324\""),
            "[8e03978e-40d5-43e8-bc93-6894a57f9324]");
  EXPECT_EQ(key_of("8e03978e"), "[8e03978e]");
  EXPECT_EQ(key_of(" \ta+/=_'~!\t "), "[a+/=_'~!]");
  EXPECT_EQ(key_of(R"("a, b; c")"), "[a, b; c]");
  EXPECT_EQ(key_of(R"("a\"b\\c")"), R"([a"b\c])");
  EXPECT_EQ(key_of(std::string(255, 'x')), "[" + std::string(255, 'x') + "]");
  EXPECT_EQ(key_of('"' + std::string(255, 'x') + '"'), "[" + std::string(255, 'x') + "]");
}

TEST(graphql_endpoint, refuses_an_idempotency_key_that_is_none) {
  for (const std::string& wrong :
       {std::string(""), std::string(" "), std::string("\"\""), std::string("\""),
        std::string("\"a"), std::string("a\""), std::string("\"a\"b\""), std::string("\"a\\\""),
        std::string("\"a\\n\""), std::string("a b"), std::string("a,b"), std::string("a;b"),
        std::string("\"a\";p=1"), std::string("a\x7f"), std::string("\"\xc3\xa9\""),
        std::string("\"\t\""), std::string(256, 'x'), '"' + std::string(256, 'x') + '"'}) {
    EXPECT_EQ(key_of(wrong), "400") << wrong;
  }
  const auto twice = served(post(a_query, {{"idempotency-key", "a"}, {"idempotency-key", "a"}}));
  EXPECT_EQ(twice.answer.status, 400U);
  EXPECT_NE(twice.answer.body.find("BAD_USER_INPUT"), std::string::npos);
  EXPECT_NE(twice.answer.body.find("Idempotency-Key is there twice"), std::string::npos);
}

TEST(graphql_endpoint, answers_other_methods_with_405_and_allow) {
  for (const char* method : {"PUT", "DELETE", "PATCH", "TRACE", "QUERY", "post", "get", ""}) {
    sent request = post(a_query);
    request.method = method;
    const auto seen = served(request);
    EXPECT_EQ(seen.answer.status, 405U) << method;
    EXPECT_EQ(seen.header("Allow"), "GET, HEAD, POST, OPTIONS") << method;
    EXPECT_EQ(seen.answer.content_type.text(), "application/json; charset=utf-8");
    EXPECT_FALSE(seen.asked) << method;
  }
}

// Whatever a page of another site can have sent without being asked first is refused (CSRF): the
// types of forms, none, and what two readers could read differently.
struct content_type_row {
  header_texts fields;
  unsigned status;
};

content_type_row with_type(const char* type, unsigned status) {
  return {{{"content-type", type}}, status};
}

TEST(graphql_endpoint, reads_json_in_utf8_alone) {
  const content_type_row rows[] = {
      with_type("application/json", 200),
      with_type("Application/JSON", 200),
      with_type("application/json; charset=utf-8", 200),
      with_type("application/json;charset=UTF-8", 200),
      with_type("application/json; charset=\"utf-8\"", 200),
      with_type("application/json ; charset=utf-8", 200),
      with_type("application/json;", 200),
      with_type("", 415),
      with_type("text/plain", 415),
      with_type("text/plain; charset=utf-8", 415),
      with_type("application/x-www-form-urlencoded", 415),
      with_type("multipart/form-data; boundary=x", 415),
      with_type("application/graphql", 415),
      with_type("application/graphql-response+json", 415),
      with_type("application/jsonp", 415),
      with_type("application/json; x=", 415),
      with_type("application/json; charset=utf-16", 415),
      with_type("application/json; charset=utf-8; charset=utf-7", 415),
      with_type("application/json, text/plain", 415),
      with_type("text/plain, application/json", 415),
      with_type("text/plain;application/json", 415),
      with_type("text/plain; application/json", 415),
      with_type("text/plain; x=\"application/json\"", 415),
      with_type(";application/json", 415),
      with_type("\"application/json\"", 415),
      {{}, 415},
      {{{"content-type", "application/json"}, {"content-type", "application/json"}}, 415},
      {{{"content-type", "application/json"}, {"content-type", "text/plain"}}, 415},
      {{{"content-type", "text/plain"}, {"content-type", "application/json"}}, 415},
      {{{"content-type", "application/json"}, {"content-encoding", "identity"}}, 200},
      {{{"content-type", "application/json"}, {"content-encoding", "gzip"}}, 415},
      {{{"content-type", "application/json"},
        {"content-encoding", "identity"},
        {"content-encoding", "gzip"}},
       415}};
  for (const content_type_row& row : rows) {
    std::string all;
    for (const auto& [name, value] : row.fields) all += name + ": " + value + "\n";
    const auto seen = served(sent{.body = a_query, .fields = row.fields});
    EXPECT_EQ(seen.answer.status, row.status) << all;
    EXPECT_EQ(seen.asked.has_value(), row.status == 200) << all;
    if (row.status == 200) continue;
    EXPECT_EQ(seen.answer.content_type.text(), "application/json; charset=utf-8") << all;
  }
}

TEST(graphql_endpoint, answers_with_the_graphql_media_type_where_the_client_names_it) {
  for (const char* accept :
       {graphql, "application/graphql-response+json, application/json;q=0.9",
        "application/json;q=0.9, application/graphql-response+json",
        "application/json, application/graphql-response+json", "APPLICATION/GraphQL-Response+JSON",
        "application/graphql-response+json;q=0.1, */*;q=0.1",
        "application/graphql-response+json; charset=utf-8",
        "application/graphql-response+json;charset=UTF-8;q=0.8"}) {
    EXPECT_EQ(type_for(accept), graphql) << accept;
  }
}

// An old client may know no other name; its statuses are those of the GraphQL type all the same.
TEST(graphql_endpoint, answers_who_takes_anything_in_json_where_that_succeeds) {
  const auto refused = request_failure(error_code::graphql_validation_failed);
  for (const char* accept :
       {"", " ", "*/*", "application/*", "text/html, */*;q=0.1", "application/json, */*",
        "application/json;q=0.5, application/*;q=0.5"}) {
    const sent request = post(a_query, {{"accept", accept}});
    EXPECT_EQ(type_for(accept), json_type) << accept;
    const auto failed = served(request, refused);
    EXPECT_EQ(failed.answer.status, 400U) << accept;
    EXPECT_TRUE(failed.answer.content_type.text().starts_with(graphql)) << accept;
    const auto by_draft = served(request, with_data(), {.policy = status_policy::draft});
    EXPECT_TRUE(by_draft.answer.content_type.text().starts_with(graphql)) << accept;
  }
  EXPECT_EQ(served(post(a_query)).answer.content_type.text(), "application/json; charset=utf-8");
}

TEST(graphql_endpoint, answers_with_json_where_the_client_wants_that) {
  for (const char* accept :
       {"application/json", "application/json; charset=utf-8", "text/html, application/json",
        "application/graphql-response+json;q=0, application/json",
        "application/graphql-response+json; q=0, */*",
        "application/graphql-response+json;q=0.5, application/json",
        "application/json;q=0.5, application/graphql-response+json;q=0.499",
        "application/graphql-response+json; charset=utf-16, application/json; charset=\"utf-8\""}) {
    EXPECT_EQ(type_for(accept), json_type) << accept;
  }
}

TEST(graphql_endpoint, answers_406_where_the_client_takes_neither) {
  for (const char* accept :
       {"text/html", "application/xml", "application/json;q=0", "application/json; q=0",
        "application/json;q=0.0", "application/json ; q=0.000", "*/*;q=0", "json", ",",
        "application/json;Q=0", "application/json; charset=latin1"}) {
    EXPECT_EQ(type_for(accept), "406") << accept;
  }
}

TEST(graphql_endpoint, reads_all_headers_accept_as_one_list) {
  const auto seen = served(post(a_query, {{"accept", "text/html"}, {"accept", json_type}}));
  EXPECT_EQ(seen.answer.content_type.text(), "application/json; charset=utf-8");
  EXPECT_EQ(status(post(a_query, {{"accept", "text/html"}, {"accept", "image/png"}})), 406U);
}

TEST(graphql_endpoint, answers_400_to_what_is_no_graphql_request) {
  for (const char* body : {"",
                           "{",
                           "null",
                           "1",
                           "\"{ a }\"",
                           "[]",
                           R"([{"query":"{ a }"}])",
                           "{}",
                           R"({"query":null})",
                           R"({"query":1})",
                           R"({"Query":"{ a }"})",
                           R"({"query":"{ a }"} x)",
                           R"({"query":"{ a }","query":"{ b }"})",
                           R"({"query":"{ a }","operationName":1})",
                           R"({"query":"{ a }","variables":[]})",
                           R"({"query":"{ a }","variables":"{}"})",
                           R"({"query":"{ a }","variables":1})",
                           R"({"query":"{ a }","extensions":"x"})",
                           R"({"query":"{ a }","extensions":[]})",
                           "{\"query\":\"\xff\"}",
                           R"({"query":"\ud800"})"}) {
    const auto seen = served(post(body));
    EXPECT_EQ(seen.answer.status, 400U) << body;
    EXPECT_FALSE(seen.asked) << body;
    EXPECT_TRUE(seen.answer.body.starts_with(R"({"errors":[{"message":")")) << seen.answer.body;
    EXPECT_NE(seen.answer.body.find("BAD_USER_INPUT"), std::string::npos);
  }
}

TEST(graphql_endpoint, gives_errors_that_are_no_graphql_response_as_plain_json) {
  EXPECT_EQ(served(post("{", {{"accept", graphql}})).answer.content_type.text(),
            "application/json; charset=utf-8");
}

TEST(graphql_endpoint, bounds_the_nesting_of_the_body) {
  const auto nested = [](std::size_t lists) {
    return post(R"({"query":"{ a }","variables":{"a":)" + std::string(lists, '[') +
                std::string(lists, ']') + "}}");
  };
  EXPECT_EQ(served(nested(3), with_data(), {.json_depth = 5}).answer.status, 200U);
  EXPECT_EQ(served(nested(4), with_data(), {.json_depth = 5}).answer.status, 400U);
}

// Who asks, when it is asked.
graphql_endpoint_options with_identity(const identified& who) {
  return {.identify = [who](const http::request&, const std::function<void(identified)>& then) {
    then(who);
  }};
}

TEST(graphql_endpoint, hands_on_what_is_claimed) {
  const auto nobody = served(post(a_query));
  ASSERT_TRUE(nobody.asked);
  EXPECT_FALSE(nobody.asked->context.claims);
  const auto anonymous =
      served(post(a_query), with_data(), with_identity(std::optional<json::object>()));
  ASSERT_TRUE(anonymous.asked);
  EXPECT_FALSE(anonymous.asked->context.claims);
  const auto ada = served(post(a_query), with_data(),
                          with_identity(std::optional(json::object{{"sub", json::value("ada")}})));
  ASSERT_TRUE(ada.asked);
  ASSERT_TRUE(ada.asked->context.claims);
  EXPECT_EQ(json::to_text(json::value(*ada.asked->context.claims)), R"({"sub":"ada"})");
}

struct unidentified_row {
  unidentified why;
  unsigned status;
  const char* code;
  const char* challenge;
  const char* retry;
};

TEST(graphql_endpoint, answers_who_is_not_believed_before_the_body_is_read) {
  using kind = unidentified::kind;
  const unidentified_row rows[] = {
      {{kind::bad_token, "m"}, 401, "UNAUTHENTICATED", R"(Bearer error="invalid_token")", ""},
      {{kind::no_token, "m"}, 401, "UNAUTHENTICATED", "Bearer", ""},
      {{kind::bad_header, "m"}, 401, "UNAUTHENTICATED", "", ""},
      {{kind::no_keys, "m"}, 503, "UNAVAILABLE", "", "1"}};
  for (const unidentified_row& row : rows) {
    for (const char* body : {a_query, "{"}) {
      for (const char* type : {graphql, json_type}) {
        const auto seen =
            served(post(body, {{"accept", type}}), with_data(), with_identity(failed{row.why}));
        EXPECT_FALSE(seen.asked);
        EXPECT_EQ(seen.answer.status, row.status);
        EXPECT_EQ(seen.answer.body, R"({"errors":[{"message":"m","extensions":{"code":")" +
                                        std::string(row.code) + "\"}}]}");
        EXPECT_EQ(seen.header("WWW-Authenticate"), row.challenge);
        EXPECT_EQ(seen.header("Retry-After"), row.retry);
      }
    }
  }
  // What is no request at all is not asked who it is from.
  sent put = post(a_query);
  put.method = "PUT";
  EXPECT_EQ(served(put, with_data(), with_identity(failed{rows[0].why})).answer.status, 405U);
  EXPECT_EQ(served(get("query={a}"), with_data(), with_identity(failed{rows[0].why})).answer.status,
            401U);
}

}  // namespace
}  // namespace fraiseql::server
