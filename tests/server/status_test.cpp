// The table of statuses, a row a case, for both policies and both media types.
#include "server/status.hpp"

#include "server/endpoint_support.hpp"

namespace fraiseql::server {
namespace {

using namespace endpoint_tests;

execution::response partial() {
  execution::response made = with_data();
  made.first_error = error_code::timeout;
  made.errors = 1;
  return made;
}

struct status_row {
  const char* what;
  execution::response answered;
  unsigned audit;
  unsigned audit_json;
  unsigned draft;  // both media types
};

std::vector<status_row> status_rows() {
  using enum error_code;
  return {{"data", with_data(), 200, 200, 200},
          {"data and errors", partial(), 200, 200, 294},
          {"not parsed", request_failure(graphql_parse_failed), 400, 200, 400},
          {"not valid", request_failure(graphql_validation_failed), 400, 200, 422},
          {"a bad variable", request_failure(bad_user_input), 400, 200, 422},
          {"not known", request_failure(unauthenticated), 401, 200, 401},
          {"not allowed", request_failure(forbidden), 403, 200, 403},
          {"a mutation by GET", request_failure(method_not_allowed), 405, 405, 405},
          {"not found", request_failure(not_found), 400, 200, 422},
          {"in conflict", request_failure(conflict), 400, 200, 422},
          {"our fault", request_failure(internal_server_error), 500, 200, 500},
          {"no such document", request_failure(persisted_query_not_found), 200, 200, 422},
          {"no documents", request_failure(persisted_query_not_supported), 200, 200, 422},
          {"a text", request_failure(persisted_query_id_required), 400, 200, 422},
          {"not ready", request_failure(unavailable), 503, 503, 503},
          {"late", request_failure(timeout), 504, 504, 504},
          {"null by a bad value", field_failure(bad_user_input), 200, 200, 294},
          {"null by who asks", field_failure(unauthenticated), 200, 200, 294},
          {"null by a permission", field_failure(forbidden), 200, 200, 294},
          {"null by what is not there", field_failure(not_found), 200, 200, 294},
          {"null by a conflict", field_failure(conflict), 200, 200, 294},
          {"null by our fault", field_failure(internal_server_error), 200, 200, 294},
          {"null without a database", field_failure(unavailable), 503, 503, 503},
          {"null by the time", field_failure(timeout), 504, 504, 504},
          {"null, perhaps done", field_failure(unknown_outcome), 504, 504, 504}};
}

exchange answered_by(status_policy policy, const status_row& row, const char* accept) {
  return served(post(a_query, {{"accept", accept}}), row.answered, {.policy = policy});
}

std::string media_type_of(const exchange& seen) {
  const std::string_view type = seen.answer.content_type;
  EXPECT_TRUE(type.ends_with("; charset=utf-8")) << type;
  return std::string(type.substr(0, type.find(';')));
}

TEST(status, follows_the_table_of_the_audits) {
  for (const status_row& row : status_rows()) {
    const auto by_graphql = answered_by(status_policy::audit, row, graphql);
    EXPECT_EQ(by_graphql.answer.status, row.audit) << row.what;
    EXPECT_EQ(media_type_of(by_graphql), graphql) << row.what;
    const auto by_json = answered_by(status_policy::audit, row, json_type);
    EXPECT_EQ(by_json.answer.status, row.audit_json) << row.what;
    EXPECT_EQ(media_type_of(by_json), json_type) << row.what;
    EXPECT_EQ(by_graphql.header("Retry-After"), row.audit == 503 ? "1" : "") << row.what;
    EXPECT_EQ(by_graphql.header("Allow"), row.audit == 405 ? "POST" : "") << row.what;
  }
}

// Who wants plain JSON gets the same status, and the name of plain JSON where that says success.
TEST(status, follows_the_table_of_the_draft) {
  for (const status_row& row : status_rows()) {
    const auto by_graphql = answered_by(status_policy::draft, row, graphql);
    EXPECT_EQ(by_graphql.answer.status, row.draft) << row.what;
    EXPECT_EQ(media_type_of(by_graphql), graphql) << row.what;
    const auto by_json = answered_by(status_policy::draft, row, json_type);
    EXPECT_EQ(by_json.answer.status, row.draft) << row.what;
    EXPECT_EQ(media_type_of(by_json), row.draft < 300 ? json_type : graphql) << row.what;
    EXPECT_EQ(by_json.header("Retry-After"), row.draft == 503 ? "1" : "") << row.what;
  }
}

struct malformed_row {
  sent request;
  unsigned audit;
  unsigned draft;
};

TEST(status, of_what_is_no_graphql_request) {
  sent put = post(a_query);
  put.method = "PUT";
  const malformed_row rows[] = {{post("{"), 400, 400},
                                {post(""), 400, 400},
                                {post("1"), 400, 422},
                                {post("[]"), 400, 422},
                                {post("{}"), 400, 422},
                                {post(R"({"query":1})"), 400, 422},
                                {post(R"({"query":"{ a }","variables":[]})"), 400, 422},
                                {get(""), 400, 400},
                                {get("query=%"), 400, 400},
                                {get("variables={}"), 400, 422},
                                {get("query={a}&variables=[]"), 400, 422},
                                {post(a_query, {{"content-type", "text/plain"}}), 415, 415},
                                {post(a_query, {{"accept", "text/html"}}), 406, 406},
                                {put, 405, 405}};
  for (const malformed_row& row : rows) {
    for (const auto policy : {status_policy::audit, status_policy::draft}) {
      const auto seen = served(row.request, with_data(), {.policy = policy});
      EXPECT_EQ(seen.answer.status, policy == status_policy::audit ? row.audit : row.draft)
          << row.request.body << row.request.query;
      EXPECT_FALSE(seen.asked);
      // Never that of a GraphQL response, which it is not.
      EXPECT_EQ(media_type_of(seen), json_type);
    }
  }
}

}  // namespace
}  // namespace fraiseql::server
