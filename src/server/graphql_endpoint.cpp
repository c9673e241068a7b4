#include "server/graphql_endpoint.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "json/item.hpp"
#include "server/media_types.hpp"
#include "server/request_headers.hpp"

namespace fraiseql::server {
namespace {

// As the header says them.
constexpr http::media_type typed_as_graphql = "application/graphql-response+json; charset=utf-8";
constexpr http::media_type typed_as_json = "application/json; charset=utf-8";

http::response make_response(unsigned status, std::string_view type, std::string body) {
  return {.status = status,
          .content_type = type == json_response ? typed_as_json : typed_as_graphql,
          .body = std::move(body)};
}

// What is no GraphQL request gets an answer of the form a GraphQL client can read.
http::response malformed(unsigned status, const std::string& message) {
  return make_response(
      status, json_response,
      execution::request_error({{.message = message, .code = error_code::bad_user_input}}).body);
}

unsigned status_of(const execution::response& answered, std::string_view type) {
  if (answered.has_data || !answered.first_error) return 200;
  const bool is_refused = !answered.was_executed && type != json_response;
  switch (*answered.first_error) {
    case error_code::unavailable: return 503;
    case error_code::unauthenticated:
      if (is_refused) return 401;
      break;
    case error_code::forbidden:
      if (is_refused) return 403;
      break;
    case error_code::timeout:
    case error_code::unknown_outcome: return 504;
    // A step of Apollo's protocol, whose clients take any other status for its end.
    case error_code::persisted_query_not_found:
    case error_code::persisted_query_not_supported: return 200;
    case error_code::graphql_parse_failed:
    case error_code::graphql_validation_failed:
    case error_code::bad_user_input:
    case error_code::persisted_query_id_required:
    case error_code::not_found:
    case error_code::conflict:
    case error_code::internal_server_error:
    case error_code::reload_failed: break;
  }
  // A client that knows only JSON takes any other status for a broken transport.
  return is_refused ? 400 : 200;
}

// What is not answered further because of who asks, or who does not (RFC 6750, 3).
http::response unanswered(const unidentified& why) {
  using kind = unidentified::kind;
  const bool may_pass = why.why == kind::no_keys;
  http::response made = make_response(
      may_pass ? 503 : 401, json_response,
      execution::request_error(
          {{.message = why.message,
            .code = may_pass ? error_code::unavailable : error_code::unauthenticated}})
          .body);
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

result<execution::request> read_body(const http::request& request, json::flat& body,
                                     const known_headers& headers,
                                     const graphql_endpoint_options& options) {
  if (const auto read = body.read(request.body, {.max_depth = options.json_depth}); !read) {
    return failed{failure{"the body is not JSON: " + read.error().message}};
  }
  return read_request(json::item(body), headers, options.reading);
}

void execute_read(result<execution::request>& read, const http::request& request,
                  const graphql_endpoint_options& options, const execute_function& execute,
                  std::string_view type, std::optional<json::object> claims,
                  const http_responder& respond) {
  if (!read) return respond(malformed(400, read.error().message));
  if (options.with_headers) {
    for (const auto& [name, value] : request.headers) {
      read->context.headers.emplace_back(name, value);
    }
  }
  read->context.claims = std::move(claims);
  read->departed = request.departed;
  read->answered = execution::answer_form::in_pieces;
  execute(*read, [type, respond](execution::response answered) {
    http::response made = make_response(status_of(answered, type), type, std::move(answered.body));
    made.more = std::move(answered.more);
    if (made.status == 503) made.headers.emplace_back("Retry-After", "1");
    respond(std::move(made));
  });
}

// What is left once it is known who asks.
void answer(const http::request& request, const known_headers& headers,
            const graphql_endpoint_options& options, const execute_function& execute,
            std::string_view type, std::optional<json::object> claims,
            const http_responder& respond) {
  auto body = options.room.lend();
  auto read = read_body(request, *body, headers, options);
  execute_read(read, request, options, execute, type, std::move(claims), respond);
  options.room.give_back(std::move(body));
}

}  // namespace

void serve_graphql(const http::request& request, const graphql_endpoint_options& options,
                   const execute_function& execute, const http_responder& respond) {
  if (request.method != "POST") {
    http::response refused = malformed(405, "GraphQL is served by POST");
    refused.headers.emplace_back("Allow", "POST");
    return respond(std::move(refused));
  }
  const known_headers headers = look_through(request);
  const auto type = negotiate(headers.accept);
  if (!type) {
    return respond(malformed(406, "the answer is " + std::string(graphql_response) + " or " +
                                      std::string(json_response)));
  }
  if (!is_json(headers.content_type)) {
    return respond(malformed(415, "send the request with content-type: application/json"));
  }
  const std::string encoding = to_lower(headers.content_encoding);
  if (!encoding.empty() && encoding != "identity") {
    return respond(malformed(415, "send the body as it is, without a content-encoding"));
  }
  if (!options.identify)
    return answer(request, headers, options, execute, *type, std::nullopt, respond);
  // Before the body is looked at: who may not ask need not be understood.
  options.identify(request,
                   [&request, headers, &options, &execute, type = *type, respond](identified who) {
                     if (!who) return respond(unanswered(who.error()));
                     answer(request, headers, options, execute, type, *std::move(who), respond);
                   });
}

}  // namespace fraiseql::server
