#include "server/answers.hpp"

#include <utility>

namespace fraiseql::server {
namespace {

// As the header says them.
constexpr http::media_type typed_as_graphql = "application/graphql-response+json; charset=utf-8";
constexpr http::media_type typed_as_json = "application/json; charset=utf-8";

}  // namespace

http::response make_response(unsigned status, std::string_view type, std::string body,
                             const answer_terms& terms) {
  return {.status = status,
          .content_type = type == json_response ? typed_as_json : typed_as_graphql,
          .body = std::move(body),
          .lines = terms.lines};
}

http::response make_response(execution::response answered, const answer_terms& terms) {
  const unsigned status = status_of(answered, terms.type, terms.policy);
  http::response made = make_response(status, type_of(status, terms.type, terms.policy),
                                      std::move(answered.body), terms);
  made.more = std::move(answered.more);
  if (status == 503) made.headers.emplace_back("Retry-After", "1");
  if (status == 405) made.headers.emplace_back("Allow", "POST");
  return made;
}

http::response malformed(unsigned status, const std::string& message, const answer_terms& terms) {
  return make_response(
      status, json_response,
      execution::request_error({{.message = message, .code = error_code::bad_user_input}}).body,
      terms);
}

http::response unanswered(const unidentified& why, const answer_terms& terms) {
  using kind = unidentified::kind;
  const bool may_pass = why.why == kind::no_keys;
  http::response made = make_response(
      may_pass ? 503 : 401, json_response,
      execution::request_error(
          {{.message = why.message,
            .code = may_pass ? error_code::unavailable : error_code::unauthenticated}})
          .body,
      terms);
  switch (why.why) {
    case kind::bad_token:
      made.headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      break;
    case kind::no_token: made.headers.emplace_back("WWW-Authenticate", "Bearer"); break;
    case kind::no_keys: made.headers.emplace_back("Retry-After", "1"); break;
    case kind::bad_header: break;  // no scheme that a client could follow
  }
  return made;
}

}  // namespace fraiseql::server
