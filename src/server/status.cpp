#include "server/status.hpp"

namespace fraiseql::server {
namespace {

constexpr unsigned partial_success = 294;

// What was refused before it ran, by the draft.
unsigned status_of_refused(error_code why) {
  switch (why) {
    case error_code::graphql_parse_failed: return 400;
    case error_code::internal_server_error: return 500;
    case error_code::graphql_validation_failed:
    case error_code::bad_user_input:
    case error_code::unauthenticated:
    case error_code::forbidden:
    case error_code::method_not_allowed:
    case error_code::persisted_query_not_found:
    case error_code::persisted_query_not_supported:
    case error_code::persisted_query_id_required:
    case error_code::not_found:
    case error_code::conflict:
    case error_code::timeout:
    case error_code::unavailable:
    case error_code::unknown_outcome:
    case error_code::reload_failed: return 422;
  }
  return 422;
}

}  // namespace

unsigned status_of(const execution::response& answered, answer_type type, status_policy policy) {
  const bool is_draft = policy == status_policy::draft;
  if (!answered.first_error) return 200;
  if (answered.has_data) return is_draft ? partial_success : 200;
  const bool is_refused = !answered.was_executed;
  // A client that knows only JSON takes any other status for a broken transport.
  const bool is_told = is_refused && (is_draft || type != answer_type::json);
  switch (*answered.first_error) {
    case error_code::unavailable: return 503;
    case error_code::method_not_allowed: return 405;
    case error_code::unauthenticated:
      if (is_told) return 401;
      break;
    case error_code::forbidden:
      if (is_told) return 403;
      break;
    case error_code::timeout:
    case error_code::unknown_outcome: return 504;
    // A step of Apollo's protocol, whose clients take any other status for its end.
    case error_code::persisted_query_not_found:
    case error_code::persisted_query_not_supported:
      if (!is_draft) return 200;
      break;
    case error_code::internal_server_error:
      if (is_told) return 500;
      break;
    case error_code::graphql_parse_failed:
    case error_code::graphql_validation_failed:
    case error_code::bad_user_input:
    case error_code::persisted_query_id_required:
    case error_code::not_found:
    case error_code::conflict:
    case error_code::reload_failed: break;
  }
  if (!is_refused) return is_draft ? partial_success : 200;
  if (!is_told) return 200;
  return is_draft ? status_of_refused(*answered.first_error) : 400;
}

unsigned status_of_malformed(status_policy policy) {
  return policy == status_policy::draft ? 422 : 400;
}

std::string_view type_of(unsigned status, answer_type type, status_policy policy) {
  const bool has_succeeded = status >= 200 && status < 300;
  const bool is_draft = policy == status_policy::draft;
  switch (type) {
    case answer_type::graphql: return graphql_response;
    case answer_type::json: return has_succeeded || !is_draft ? json_response : graphql_response;
    case answer_type::any: return has_succeeded && !is_draft ? json_response : graphql_response;
  }
  return graphql_response;
}

}  // namespace fraiseql::server
