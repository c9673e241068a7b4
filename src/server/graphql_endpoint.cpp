#include "server/graphql_endpoint.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "json/item.hpp"
#include "server/answers.hpp"
#include "server/batch.hpp"
#include "server/media_types.hpp"
#include "server/query_string.hpp"
#include "server/request_headers.hpp"

namespace fraiseql::server {
namespace {

bool is_get(const http::request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

answered_method method_of(const http::request& request) {
  if (is_get(request)) return answered_method::get;
  return request.method == "OPTIONS" ? answered_method::options : answered_method::post;
}

// A request, and all that is needed to answer it. Of what it borrows the headers are the client's.
struct exchange {
  const http::request& request;
  const graphql_endpoint_options& options;
  const execute_function& execute;
  known_headers headers;
  answer_terms terms;
  http_responder respond;

  void refuse(unsigned status, const std::string& message) const {
    respond(malformed(status, message, terms));
  }
};

// What the executor is told beside what the client sent.
void complete(execution::request& made, const http::request& request,
              const graphql_endpoint_options& options, std::optional<json::object> claims) {
  if (options.with_headers) {
    for (const auto& [name, value] : request.headers)
      made.context.headers.emplace_back(name, value);
  }
  made.context.claims = std::move(claims);
  made.departed = request.departed;
}

void answer_batch(const exchange& of, std::unique_ptr<json::flat> body,
                  const std::optional<json::object>& claims) {
  if (of.headers.idempotency_keys > 0) {
    return of.refuse(400,
                     "a list of requests takes no header Idempotency-Key; send what has one "
                     "by itself");
  }
  const auto read = [headers = of.headers, &request = of.request, &options = of.options,
                     claims](const json::item& one) -> result<execution::request> {
    FRAISEQL_TRY(made, read_request(one, headers, options.reading));
    complete(made, request, options, claims);
    return std::move(made);
  };
  serve_batch(
      std::move(body),
      {.most = of.options.max_batch,
       .read = read,
       .execute = of.execute,
       .departed = of.request.departed,
       .give_back = [&room = of.options.room](
                        std::unique_ptr<json::flat> used) { room.give_back(std::move(used)); }},
      of.terms, of.respond);
}

// `body` is what of.request sent, or the same as what it sent.
void answer_body(const exchange& of, std::string_view text, std::optional<json::object> claims) {
  auto body = of.options.room.lend();
  if (const auto read = body->read(text, {.max_depth = of.options.json_depth}); !read) {
    of.options.room.give_back(std::move(body));
    return of.refuse(400, "the body is not JSON: " + read.error().message);
  }
  const json::item root(*body);
  if (of.options.max_batch > 0 && root.is() == json::form::list) {
    return answer_batch(of, std::move(body), claims);
  }
  auto read = read_request(root, of.headers, of.options.reading);
  if (read) {
    complete(*read, of.request, of.options, std::move(claims));
    read->answered = execution::answer_form::in_pieces;
    if (is_get(of.request)) read->allowed = execution::permitted::reads;
    of.execute(*read, [terms = of.terms, respond = of.respond](execution::response answered) {
      respond(make_response(std::move(answered), terms));
    });
  } else {
    of.refuse(status_of_malformed(of.terms.policy), read.error().message);
  }
  of.options.room.give_back(std::move(body));
}

// What is left once it is known who asks.
void answer(const exchange& of, std::optional<json::object> claims) {
  if (!is_get(of.request)) return answer_body(of, of.request.body, std::move(claims));
  const auto body = body_of_parameters(of.request.query, of.options.json_depth);
  if (!body) return of.refuse(400, body.error().message);
  answer_body(of, *body, std::move(claims));
}

// Whether a body is one that is read at all: JSON as it is, said once.
bool refuse_body(const exchange& of) {
  const known_headers& headers = of.headers;
  if (headers.content_types != 1 || !is_json(headers.content_type)) {
    of.refuse(415, "send the request with content-type: application/json");
    return true;
  }
  const std::string_view encoding = headers.content_encoding;
  const bool is_plain = encoding.empty() || to_lower(encoding) == "identity";
  if (headers.content_encodings > 1 || !is_plain) {
    of.refuse(415, "send the body as it is, without a content-encoding");
    return true;
  }
  return false;
}

}  // namespace

void serve_graphql(const http::request& request, const graphql_endpoint_options& options,
                   const execute_function& execute, const http_responder& respond) {
  const known_headers headers = look_through(request);
  const answered_method method = method_of(request);
  exchange of{
      .request = request,
      .options = options,
      .execute = execute,
      .headers = headers,
      .terms = {.policy = options.policy, .lines = options.cors.lines(headers.origin, method)},
      .respond = respond};
  if (method == answered_method::options) return respond({.status = 204, .lines = of.terms.lines});
  if (method == answered_method::post && request.method != "POST") {
    http::response refused =
        malformed(405, "GraphQL is served by POST, and to read by GET", of.terms);
    refused.headers.emplace_back("Allow", "GET, HEAD, POST, OPTIONS");
    return respond(std::move(refused));
  }
  const auto type =
      headers.accepts > 1 ? negotiate(all_accepted(request)) : negotiate(headers.accept);
  if (!type) {
    return of.refuse(406, "the answer is " + std::string(graphql_response) + " or " +
                              std::string(json_response));
  }
  of.terms.type = *type;
  if (method == answered_method::post && refuse_body(of)) return;
  if (!options.identify) return answer(of, std::nullopt);
  // Before the body is looked at: who may not ask need not be understood.
  options.identify(request, [of = std::move(of)](identified who) {
    if (!who) return of.respond(unanswered(who.error(), of.terms));
    answer(of, *std::move(who));
  });
}

}  // namespace fraiseql::server
