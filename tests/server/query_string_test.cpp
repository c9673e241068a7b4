#include "server/query_string.hpp"

#include "json/write.hpp"
#include "server/endpoint_support.hpp"

namespace fraiseql::server {
namespace {

using namespace endpoint_tests;

// The body, or "error: " and why there is none.
std::string body_of(std::string_view query, std::size_t depth = 100) {
  const auto made = body_of_parameters(query, depth);
  return made ? *made : "error: " + made.error().message;
}

TEST(query_string, becomes_the_body_of_the_same_request) {
  EXPECT_EQ(body_of("query=%7Ba%7D"), R"({"query":"{a}"})");
  EXPECT_EQ(body_of("query=query($v:+Int){a(b:+$v)}&variables=%7B%22v%22:+1.0%7D&operationName=b"
                    "&extensions={}"),
            R"({"query":"query($v: Int){a(b: $v)}","variables":{"v": 1.0},"operationName":"b",)"
            R"("extensions":{}})");
}

TEST(query_string, is_percent_encoded_and_has_a_plus_for_a_space) {
  EXPECT_EQ(body_of("query=a+b%20c%2Bd"), R"({"query":"a b c+d"})");
  EXPECT_EQ(body_of("%71uery=%c3%A9"), "{\"query\":\"\xc3\xa9\"}");
  EXPECT_EQ(body_of("query=a%26b%3Dc=d"), R"({"query":"a&b=c=d"})");
  EXPECT_EQ(body_of("query=%22%5C%0a%00"), R"({"query":"\"\\\n\u0000"})");
}

TEST(query_string, refuses_what_is_not_percent_encoded_utf_8) {
  for (const char* wrong : {"query=%", "query=%4", "query=a%4", "query=%zz", "query=%4g",
                            "query=%%41", "query=%-1", "%=1", "other%=1"}) {
    EXPECT_EQ(body_of(wrong),
              "error: in the URL two hexadecimal digits must follow a %; a % itself is %25")
        << wrong;
  }
  for (const char* wrong : {"query=%ff", "query=%c3", "query=%ed%a0%80", "query=%c0%80",
                            "query=\xff", "%ff=1", "variables=%22%ff%22"}) {
    EXPECT_EQ(body_of(wrong), "error: the URL is not UTF-8, percent-encoded") << wrong;
  }
}

TEST(query_string, ignores_other_parameters_and_empty_ones) {
  EXPECT_EQ(body_of("x=1&query=a&y&&=&Query=b&x=2&query%20=c"), R"({"query":"a"})");
  // What is not read need not be readable.
  EXPECT_EQ(body_of("x=%&query=a"), R"({"query":"a"})");
}

TEST(query_string, refuses_a_parameter_that_is_there_twice) {
  EXPECT_EQ(body_of("query=a&query=a"), "error: the parameter \"query\" is there twice; send one");
  EXPECT_EQ(body_of("query=a&%71uery=b"),
            "error: the parameter \"query\" is there twice; send one");
  EXPECT_EQ(body_of("variables=&query=a&variables={}"),
            "error: the parameter \"variables\" is there twice; send one");
}

TEST(query_string, takes_empty_json_for_none_and_null_for_a_name) {
  EXPECT_EQ(body_of("query=a&variables=&extensions"), R"({"query":"a"})");
  EXPECT_EQ(body_of("query=a&operationName=null"), R"({"query":"a","operationName":"null"})");
  EXPECT_EQ(body_of("query=a&operationName="), R"({"query":"a","operationName":""})");
  EXPECT_EQ(body_of("query=a&variables=null"), R"({"query":"a","variables":null})");
  EXPECT_EQ(body_of("query"), R"({"query":""})");
}

// A value cannot bring members of its own, and is as deep as it may be in a body.
TEST(query_string, reads_json_alone) {
  for (const char* wrong :
       {"variables={},%22query%22:%22b%22", "variables={}}", "variables={", "variables=%20",
        "variables={%22a%22:1,%22a%22:2}", "variables=%22%5cud800%22", "extensions=x"}) {
    const std::string made = body_of(std::string("query=a&") + wrong);
    EXPECT_TRUE(made.starts_with("error: the parameter \"")) << wrong << made;
    EXPECT_NE(made.find("is not JSON: "), std::string::npos) << made;
  }
  EXPECT_EQ(body_of("variables={%22a%22:[]}", 3), R"({"variables":{"a":[]}})");
  EXPECT_TRUE(body_of("variables={%22a%22:[]}", 2).starts_with("error: "));
}

TEST(query_string, says_what_is_missing_where_nothing_is_there) {
  for (const char* nothing : {"", "x=1", "&", "variables="}) {
    EXPECT_EQ(body_of(nothing),
              "error: the URL has no request; send the parameter \"query\", or send it by POST as "
              "JSON")
        << nothing;
  }
}

TEST(graphql_by_get, is_executed_and_may_only_read) {
  for (const char* method : {"GET", "HEAD"}) {
    sent request = get(
        "query={a}&operationName=b&variables={%22c%22:[12345678901234567890.50]}&extensions={}");
    request.method = method;
    const auto seen = served(request);
    ASSERT_TRUE(seen.asked) << seen.answer.body;
    EXPECT_EQ(seen.asked->document, "{a}");
    EXPECT_EQ(seen.asked->operation_name, "b");
    EXPECT_EQ(json::to_text(seen.asked->variables), R"({"c":[12345678901234567890.50]})");
    EXPECT_EQ(seen.asked->allowed, execution::permitted::reads);
    EXPECT_EQ(seen.asked->answered, execution::answer_form::in_pieces);
    EXPECT_EQ(seen.answer.status, 200U);
    EXPECT_EQ(seen.answer.body, R"({"data":{"a":1}})");
  }
  EXPECT_EQ(served(post(a_query)).asked->allowed, execution::permitted::anything);
}

TEST(graphql_by_get, is_told_that_a_mutation_is_sent_by_post) {
  for (const char* accept : {graphql, json_type}) {
    const auto seen = served(get("query=mutation{a}", {{"accept", accept}}),
                             request_failure(error_code::method_not_allowed));
    EXPECT_EQ(seen.answer.status, 405U);
    EXPECT_EQ(seen.header("Allow"), "POST");
  }
}

TEST(graphql_by_get, needs_no_content_type_and_no_body) {
  sent request = get("query={a}", {{"content-type", "text/plain"}, {"content-encoding", "gzip"}});
  request.body = R"({"query":"{ b }"})";
  const auto seen = served(request);
  ASSERT_TRUE(seen.asked);
  EXPECT_EQ(seen.asked->document, "{a}");
}

TEST(graphql_by_get, has_the_same_words_and_limits_as_post) {
  for (const char* wrong : {"query={a}&variables=[]", "query={a}&extensions=1", "variables={}"}) {
    const auto seen = served(get(wrong));
    EXPECT_EQ(seen.answer.status, 400U) << wrong;
    EXPECT_NE(seen.answer.body.find("the member \\\""), std::string::npos) << seen.answer.body;
  }
  EXPECT_EQ(
      served(get("query={a}&variables={%22a%22:[]}"), with_data(), {.json_depth = 3}).answer.status,
      200U);
  EXPECT_EQ(served(get("query={a}&variables={%22a%22:[[]]}"), with_data(), {.json_depth = 3})
                .answer.status,
            400U);
  const auto negotiated = served(get("query={a}", {{"accept", "text/html"}}));
  EXPECT_EQ(negotiated.answer.status, 406U);
}

TEST(graphql_by_post, reads_nothing_from_the_url) {
  sent request = post(R"({"operationName":"b"})");
  request.query = "query={a}";
  EXPECT_EQ(served(request).answer.status, 400U);
  request.body = a_query;
  request.query = "query={b}&operationName=%";
  const auto seen = served(request);
  ASSERT_TRUE(seen.asked);
  EXPECT_EQ(seen.asked->document, "{ a }");
  EXPECT_EQ(seen.asked->operation_name, "");
}

}  // namespace
}  // namespace fraiseql::server
