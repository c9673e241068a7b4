#include "base/graphql_error.hpp"

#include "base/check.hpp"

namespace fraiseql {

std::string_view to_string(error_code code) {
  switch (code) {
    case error_code::graphql_parse_failed: return "GRAPHQL_PARSE_FAILED";
    case error_code::graphql_validation_failed: return "GRAPHQL_VALIDATION_FAILED";
    case error_code::bad_user_input: return "BAD_USER_INPUT";
    case error_code::persisted_query_not_found: return "PERSISTED_QUERY_NOT_FOUND";
    case error_code::persisted_query_not_supported: return "PERSISTED_QUERY_NOT_SUPPORTED";
    case error_code::persisted_query_id_required: return "PERSISTED_QUERY_ID_REQUIRED";
    case error_code::unauthenticated: return "UNAUTHENTICATED";
    case error_code::forbidden: return "FORBIDDEN";
    case error_code::method_not_allowed: return "METHOD_NOT_ALLOWED";
    case error_code::not_found: return "NOT_FOUND";
    case error_code::conflict: return "CONFLICT";
    case error_code::timeout: return "TIMEOUT";
    case error_code::unavailable: return "UNAVAILABLE";
    case error_code::unknown_outcome: return "UNKNOWN_OUTCOME";
    case error_code::internal_server_error: return "INTERNAL_SERVER_ERROR";
    case error_code::reload_failed: return "RELOAD_FAILED";
  }
  FRAISEQL_CHECK(false);
}

}  // namespace fraiseql
