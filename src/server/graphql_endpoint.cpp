#include "server/graphql_endpoint.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/text.hpp"
#include "json/item.hpp"

namespace fraiseql::server {
namespace {

constexpr std::string_view graphql_response = "application/graphql-response+json";
constexpr std::string_view json_response = "application/json";

// As the header says them.
constexpr http::media_type typed_as_graphql = "application/graphql-response+json; charset=utf-8";
constexpr http::media_type typed_as_json = "application/json; charset=utf-8";

std::string_view trim(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// Calls `take` with each part between separators.
template <class Take>
void split(std::string_view text, char separator, const Take& take) {
  while (true) {
    const std::size_t end = text.find(separator);
    take(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// Whether a content type is JSON in UTF-8; nothing else is read, so that a form of a
// foreign page can never be a request (CSRF).
bool is_json(std::string_view content_type) {
  if (content_type == json_response) return true;
  bool fits = true;
  bool is_first = true;
  split(content_type, ';', [&](std::string_view part) {
    const std::string folded = to_lower(part);
    if (std::exchange(is_first, false)) {
      fits = folded == json_response;
    } else {
      fits = fits && (folded.empty() || folded == "charset=utf-8" || folded == "charset=\"utf-8\"");
    }
  });
  return fits;
}

// One range of Accept: how much it is wanted, in thousandths (RFC 9110, 12.4.2). A weight
// that is none counts as 0.
struct media_range {
  std::string type;
  unsigned weight = 1000;
};

media_range read_range(std::string_view text) {
  media_range range;
  bool is_first = true;
  split(text, ';', [&](std::string_view part) {
    const std::string folded = to_lower(part);
    if (std::exchange(is_first, false)) {
      range.type = folded;
    } else if (folded.starts_with("q=")) {
      range.weight = 0;
      unsigned place = 1000;
      for (const char c : std::string_view(folded).substr(2)) {
        if (c >= '0' && c <= '9') range.weight += static_cast<unsigned>(c - '0') * place;
        if (c >= '0' && c <= '9') place /= 10;
      }
      range.weight = std::min(range.weight, 1000U);
    }
  });
  return range;
}

// The weight of `type` by the most specific range that takes it; 0 where none does.
unsigned weight_of(std::string_view type, const std::vector<media_range>& ranges) {
  for (const std::string_view pattern :
       {type, std::string_view("application/*"), std::string_view("*/*")}) {
    for (const media_range& range : ranges) {
      if (range.type == pattern) return range.weight;
    }
  }
  return 0;
}

// The media type of the answer, or nullopt where the client takes neither. Wanted alike,
// it is the one whose status says more.
std::optional<std::string_view> negotiate(std::string_view accept) {
  // What most clients say needs no list of ranges.
  if (accept.empty() || accept == "*/*" || accept == graphql_response) return graphql_response;
  if (accept == json_response) return json_response;
  if (trim(accept).empty()) return graphql_response;
  std::vector<media_range> ranges;
  split(accept, ',', [&](std::string_view range) { ranges.push_back(read_range(range)); });
  const unsigned graphql = weight_of(graphql_response, ranges);
  const unsigned json = weight_of(json_response, ranges);
  if (graphql == 0 && json == 0) return std::nullopt;
  return graphql >= json ? graphql_response : json_response;
}

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

result<execution::explanation> read_explanation(const json::item& extensions) {
  using execution::explanation;
  const json::item asked = extensions.find("explain").value_or(json::item());
  if (asked.is_null()) return explanation::none;
  if (asked.is() == json::form::boolean) {
    return asked.is_true() ? explanation::stages : explanation::none;
  }
  std::string room;
  const std::string_view text =
      asked.is() == json::form::string ? asked.text(room) : std::string_view();
  if (text == "plan") return explanation::plans;
  if (text == "analyze") return explanation::analysis;
  return failed{failure{R"(the member "explain" of "extensions" must be true, false, "plan" or )"
                        R"("analyze")"}};
}

constexpr std::size_t max_key_bytes = 255;

bool is_printable(char c) { return c >= 0x20 && c <= 0x7e; }

// What stands between the quotes of a string (RFC 8941, 3.3.3), or a word without any; nullopt: it
// is neither.
std::optional<std::string> read_key(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  if (!is_quoted) {
    constexpr std::string_view of_lists_and_strings = " \",;\\";
    const bool is_word = text.find_first_of(of_lists_and_strings) == std::string_view::npos;
    if (!is_word || !std::ranges::all_of(text, is_printable)) return std::nullopt;
    return std::string(text);
  }
  std::string key;
  const std::string_view inside = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\\') {
      ++i;
      const bool is_escape = i < inside.size() && (inside[i] == '"' || inside[i] == '\\');
      if (!is_escape) return std::nullopt;
    } else if (inside[i] == '"' || !is_printable(inside[i])) {
      return std::nullopt;
    }
    key += inside[i];
  }
  return key;
}

// What the endpoint looks at of the headers, found in one pass over them: of each the first.
struct known_headers {
  std::string_view accept;
  std::string_view content_type;
  std::string_view content_encoding;
  std::string_view request_id;
  std::string_view idempotency_key;
  unsigned idempotency_keys = 0;
};

known_headers look_through(const http::request& request) {
  known_headers found;
  std::array<bool, 4> seen{};
  const auto take = [&seen](std::size_t which, std::string_view& into, std::string_view value) {
    if (!std::exchange(seen[which], true)) into = value;
  };
  for (const auto& [name, value] : request.headers) {
    if (name == "accept") {
      take(0, found.accept, value);
    } else if (name == "content-type") {
      take(1, found.content_type, value);
    } else if (name == "content-encoding") {
      take(2, found.content_encoding, value);
    } else if (name == "x-request-id") {
      take(3, found.request_id, value);
    } else if (name == "idempotency-key") {
      if (found.idempotency_keys++ == 0) found.idempotency_key = value;
    }
  }
  return found;
}

// "" without one.
result<std::string> read_idempotency_key(const known_headers& headers) {
  if (headers.idempotency_keys == 0) return std::string();
  if (headers.idempotency_keys > 1) {
    return failed{failure{"the header Idempotency-Key is there twice; send one"}};
  }
  const auto key = read_key(trim(headers.idempotency_key));
  if (!key || key->empty() || key->size() > max_key_bytes) {
    return failed{
        failure{"the header Idempotency-Key must be 1 to 255 printable characters of "
                "ASCII, with quotes around them or without spaces, commas and semicolons"}};
  }
  return *key;
}

// What others know the request by; "" where the header has something else, which would be for
// who reads logs to trip over.
std::string read_request_id(const known_headers& headers) {
  constexpr std::size_t max_id_bytes = 128;
  const std::string_view given = trim(headers.request_id);
  const bool is_plain = std::ranges::all_of(given, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:").find(c) != std::string_view::npos;
  });
  return is_plain && given.size() <= max_id_bytes ? std::string(given) : "";
}

// The members of a body that mean something; others may be there.
struct body_members {
  json::item query;
  json::item name;
  json::item variables;
  json::item extensions;
};

body_members look_through(const json::item& body) {
  body_members found;
  body.each_member([&found](std::string_view name, const json::item& value) {
    if (name == "query") found.query = value;
    if (name == "operationName") found.name = value;
    if (name == "variables") found.variables = value;
    if (name == "extensions") found.extensions = value;
    return true;
  });
  return found;
}

bool is_object_or_null(const json::item& value) {
  return value.is_null() || value.is() == json::form::members;
}

// What it asks for stays in the body, but for those that look at it again later.
result<execution::request> read_request(const http::request& request, json::flat& body,
                                        const known_headers& headers,
                                        const graphql_endpoint_options& options) {
  if (const auto read = body.read(request.body, {.max_depth = options.json_depth}); !read) {
    return failed{failure{"the body is not JSON: " + read.error().message}};
  }
  const json::item root(body);
  if (root.is() == json::form::list) {
    return failed{failure{"the body is a list; send one request at a time"}};
  }
  if (root.is() != json::form::members) {
    return failed{failure{"the body must be an object with the member \"query\""}};
  }
  const body_members members = look_through(root);
  const auto document = members.query.raw();
  if (!document) return failed{failure{"the member \"query\" must be a string"}};
  execution::request made;
  made.unread = execution::unread_parts{.document = *document, .variables = members.variables};

  if (members.name.is() == json::form::string) {
    std::string room;
    made.operation_name = members.name.text(room);
  } else if (!members.name.is_null()) {
    return failed{failure{"the member \"operationName\" must be a string"}};
  }
  if (!is_object_or_null(members.variables)) {
    return failed{failure{"the member \"variables\" must be an object"}};
  }
  if (!is_object_or_null(members.extensions)) {
    return failed{failure{"the member \"extensions\" must be an object"}};
  }
  if (options.with_explain) {
    FRAISEQL_TRY(explain, read_explanation(members.extensions));
    made.explain = explain;
  }
  FRAISEQL_TRY(key, read_idempotency_key(headers));
  made.idempotency_key = std::move(key);
  made.id = read_request_id(headers);
  if (made.explain != execution::explanation::none || !made.idempotency_key.empty()) {
    execution::read_parts(made);
  }
  return made;
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
    case error_code::graphql_parse_failed:
    case error_code::graphql_validation_failed:
    case error_code::bad_user_input:
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
  auto read = read_request(request, *body, headers, options);
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
