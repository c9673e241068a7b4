// What a request says of a document that the server may know, and what is answered to it.
#include "server/document_reference.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "server/graphql_endpoint.hpp"

namespace fraiseql::server {
namespace {

const std::string a_hash(64, 'a');

// What is asked for with a body, or what is wrong with that; needs that nobody copies the views.
struct asked_document {
  std::string id = {};
  std::string text = {};
  std::string wrong = {};
};

asked_document read(const std::string& body) {
  json::flat flat;
  EXPECT_TRUE(flat.read(body)) << body;
  const auto made = read_request(json::item(flat), {}, {});
  if (!made) return {.wrong = made.error().message};
  return {.id = std::string(made->document_id),
          .text = made->unread ? std::string(made->unread->document) : made->document};
}

std::string persisted(const std::string& members, const std::string& before = "") {
  return "{" + before + R"("extensions":{"persistedQuery":{)" + members + "}}}";
}

TEST(document_reference, is_a_document_id_with_or_without_a_text) {
  EXPECT_EQ(read(R"({"documentId":"sha256:ab"})").id, "sha256:ab");
  EXPECT_EQ(read(R"({"documentId":"ab","query":null})").id, "ab");
  const auto both = read(R"({"documentId":"ab","query":"{ a }"})");
  EXPECT_EQ(both.id, "ab");
  EXPECT_EQ(both.text, "{ a }");
  EXPECT_EQ(read(R"({"documentId":null,"query":"{ a }"})").id, "");
}

TEST(document_reference, is_apollos_hash_with_or_without_a_text) {
  EXPECT_EQ(read(persisted(R"("version":1,"sha256Hash":")" + a_hash + '"')).id, a_hash);
  const auto both =
      read(persisted(R"("version":1,"sha256Hash":")" + a_hash + '"', R"("query":"{ a }",)"));
  EXPECT_EQ(both.id, a_hash);
  EXPECT_EQ(both.text, "{ a }");
  EXPECT_EQ(read(R"({"query":"{ a }","extensions":{"persistedQuery":null}})").id, "");
}

// Ids of a manifest need not be hashes, those of texts must be.
TEST(document_reference, to_a_text_must_be_a_hash_where_apollo_says_so) {
  const std::string message =
      R"(the member "sha256Hash" of "persistedQuery" must be 64 hexadecimal digits in lower case)";
  EXPECT_EQ(read(persisted(R"("version":1,"sha256Hash":"notes-1")")).id, "notes-1");
  for (const std::string& hash : {std::string(64, 'A'), std::string(63, 'a'), std::string(65, 'a'),
                                  std::string(64, 'g'), std::string("sha256:")}) {
    const std::string members = R"("version":1,"sha256Hash":")" + hash + '"';
    EXPECT_EQ(read(persisted(members, R"("query":"{ a }",)")).wrong, message) << hash;
  }
}

TEST(document_reference, is_refused_where_it_is_malformed) {
  const std::string none = R"(the member "query" must be a string)";
  EXPECT_EQ(read("{}").wrong, none);
  EXPECT_EQ(read(R"({"query":1,"documentId":"a"})").wrong, none);
  EXPECT_EQ(read(R"({"documentId":1})").wrong,
            R"(the member "documentId" must be a string that is not empty)");
  EXPECT_EQ(read(R"({"documentId":""})").wrong,
            R"(the member "documentId" must be a string that is not empty)");
  EXPECT_EQ(read(R"({"extensions":{"persistedQuery":true}})").wrong,
            R"(the member "persistedQuery" of "extensions" must be an object)");
  for (const char* version : {"", R"("version":2,)", R"("version":"1",)"}) {
    EXPECT_EQ(read(persisted(version + std::string(R"("sha256Hash":"a")"))).wrong,
              R"(the member "version" of "persistedQuery" must be 1)");
  }
  EXPECT_EQ(read(persisted(R"("version":1)")).wrong,
            R"(the member "sha256Hash" of "persistedQuery" must be a string that is not empty)");
  EXPECT_EQ(read(persisted(R"("version":1,"sha256Hash":"a")", R"("documentId":"a",)")).wrong,
            R"(send "documentId" or "persistedQuery", not both)");
}

unsigned status_of_answer(error_code code, const char* accept) {
  http::request asked{.method = "POST",
                      .path = "/graphql",
                      .query = {},
                      .headers = {},
                      .body = R"({"documentId":"a"})"};
  asked.headers.emplace_back("content-type", "application/json");
  asked.headers.emplace_back("accept", accept);
  unsigned status = 0;
  serve_graphql(
      asked, {},
      [code](const execution::request& one, const execution::responder& respond) {
        EXPECT_EQ(one.document_id, "a");
        respond(execution::request_error({{.message = "m", .code = code}}));
      },
      [&](const http::response& made) { status = made.status; });
  return status;
}

// The first two are steps of Apollo's protocol, the last is an error like others.
TEST(document_reference, that_is_unknown_is_answered_as_apollos_clients_expect) {
  constexpr const char* graphql = "application/graphql-response+json";
  for (const error_code code :
       {error_code::persisted_query_not_found, error_code::persisted_query_not_supported}) {
    EXPECT_EQ(status_of_answer(code, graphql), 200U);
    EXPECT_EQ(status_of_answer(code, "application/json"), 200U);
  }
  EXPECT_EQ(status_of_answer(error_code::persisted_query_id_required, graphql), 400U);
  EXPECT_EQ(status_of_answer(error_code::persisted_query_id_required, "application/json"), 200U);
}

}  // namespace
}  // namespace fraiseql::server
