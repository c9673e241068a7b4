#include "server/cors.hpp"

#include <algorithm>
#include <utility>

#include "server/media_types.hpp"

namespace fraiseql::server {
namespace {

// An answer to GET is one that a browser may open, keep and send on. Who asks may decide on it, so
// that nobody keeps it, and nothing in it is ever run.
constexpr std::string_view of_get =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n";
constexpr std::string_view of_options = "Allow: GET, HEAD, POST, OPTIONS\r\n";
constexpr std::string_view varies = "Vary: Origin\r\n";
constexpr std::string_view of_preflight =
    "Access-Control-Allow-Methods: GET, POST\r\n"
    "Access-Control-Allow-Headers: accept, authorization, content-type, idempotency-key, "
    "x-request-id, traceparent, tracestate, x-apollo-operation-name, apollo-require-preflight, "
    "apollographql-client-name, apollographql-client-version\r\n"
    "Access-Control-Max-Age: 86400\r\n";

// What a page may read of a head beside what it always may.
constexpr std::string_view exposed =
    "Access-Control-Expose-Headers: Retry-After, WWW-Authenticate\r\n";

bool is_lower_word(std::string_view text, std::string_view further) {
  return !text.empty() && std::ranges::all_of(text, [further](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           further.find(c) != std::string_view::npos;
  });
}

bool is_host(std::string_view text) {
  if (!text.starts_with('[')) return is_lower_word(text, ".-_");
  return text.ends_with(']') && is_lower_word(text.substr(1, text.size() - 2), ":.");
}

// "https://app.example.com", "http://localhost:5173": what browsers send, and nothing else, since
// anything else would never be equal to it.
bool is_origin(std::string_view text) {
  constexpr std::string_view mark = "://";
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos || !is_lower_word(text.substr(0, at), "+-.")) return false;
  const std::string_view scheme = text.substr(0, at);
  std::string_view host = text.substr(at + mark.size());
  const std::size_t colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  if (colon == std::string_view::npos) return is_host(host);
  const std::string_view port = host.substr(colon + 1);
  const bool is_left_out =
      (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
  const bool is_port = !port.empty() && port.size() <= 5 && port.front() != '0' &&
                       std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
  return is_host(host.substr(0, colon)) && is_port && !is_left_out;
}

}  // namespace

cors_policy::answer_lines cors_policy::lines_of(std::string_view common, reading may) {
  const bool is_allowed = may == reading::allowed;
  std::string all(common);
  std::string options = std::string(of_options) + all;
  if (is_allowed) {
    options += of_preflight;
    all += exposed;
  }
  return {.get = all + std::string(of_get), .post = all, .options = std::move(options)};
}

result<cors_policy> cors_policy::read(std::string_view origins, credentials with) {
  const bool has_credentials = with == credentials::allowed;
  if (origins.empty() && has_credentials) {
    return failed{failure{"the setting \"cors_credentials\" has no effect without cors_origins"}};
  }
  cors_policy made;
  if (origins.empty()) return made;
  if (trimmed(origins) == "*") {
    if (has_credentials) {
      return failed{
          failure{"cors_credentials with cors_origins \"*\" would let every site ask in "
                  "the name of its visitors",
                  "list the origins"}};
    }
    made.others_ = lines_of("Access-Control-Allow-Origin: *\r\n", reading::allowed);
    return made;
  }
  made.others_ = lines_of(varies, reading::refused);
  for (std::string_view left = origins;;) {
    const std::size_t comma = left.find(',');
    const std::string_view origin = trimmed(left.substr(0, comma));
    if (origin != "null" && !is_origin(origin)) {
      return failed{failure{
          "the setting \"cors_origins\" is wrong: \"" + std::string(origin) + "\" is no origin",
          "write each as browsers send it, in lower case, without a path and "
          "without the scheme's own port: https://app.example.com; or * alone"}};
    }
    std::string common = "Access-Control-Allow-Origin: " + std::string(origin) + "\r\n";
    if (has_credentials) common += "Access-Control-Allow-Credentials: true\r\n";
    common += varies;
    made.allowed_.push_back({std::string(origin), lines_of(common, reading::allowed)});
    if (comma == std::string_view::npos) return made;
    left.remove_prefix(comma + 1);
  }
}

std::string_view cors_policy::lines(std::string_view origin, answered_method method) const {
  const auto found = std::ranges::find(allowed_, origin, &allowed_origin::origin);
  const answer_lines& of = found == allowed_.end() ? others_ : found->lines;
  switch (method) {
    case answered_method::get: return of.get;
    case answered_method::post: return of.post;
    case answered_method::options: return of.options;
  }
  return {};
}

}  // namespace fraiseql::server
