#include "server/graphiql.hpp"

#include <algorithm>
#include <embedded/graphiql.hpp>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "http/quality.hpp"
#include "server/request_headers.hpp"

namespace fraiseql::server {
namespace {

// Styles alone may stand in the page itself: GraphiQL's editor and its dialogs set some so.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

const embedded::packed_file* find_file(std::string_view name) {
  const auto* found =
      std::ranges::find(embedded::graphiql_files, name, &embedded::packed_file::name);
  return found == std::end(embedded::graphiql_files) ? nullptr : found;
}

http::media_type type_of(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  return "text/plain; charset=utf-8";
}

http::response packed(const embedded::packed_file& file) {
  return {.content_type = type_of(file.name),
          .body = std::string(fraiseql_graphiql_archive + file.at, file.size),
          .headers = {{"Content-Encoding", "gzip"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Resource-Policy", "same-origin"}}};
}

// Browsers name text/html and want nothing more than that; a client of GraphQL names JSON, or
// takes anything.
bool prefers_html(std::string_view accept) {
  unsigned html = 0;
  unsigned json = 0;
  while (!accept.empty()) {
    std::string_view range = take_part(accept, ',');
    const std::string type = to_lower(take_part(range, ';'));
    if (type == "text/html") html = http::quality_of(range);
    if (type.starts_with("application/") && type.ends_with("json")) {
      json = std::max(json, http::quality_of(range));
    }
  }
  return html > json;
}

bool has_graphql_in(std::string_view query) {
  while (!query.empty()) {
    std::string_view parameter = take_part(query, '&');
    const std::string_view name = take_part(parameter, '=');
    if (name == "query" || name == "extensions" || name == "documentId") return true;
  }
  return false;
}

}  // namespace

bool has_graphiql() { return find_file("graphiql.min.js") != nullptr; }

std::optional<failure> missing_graphiql(const settings& chosen) {
  if (chosen.graphiql != true) return std::nullopt;
  if (!has_graphiql()) {
    return failure{"graphiql is set, but not in this build: its npm packages were not there",
                   "run npm ci --ignore-scripts --prefix web/graphiql and build again, or leave "
                   "graphiql out"};
  }
  if (!chosen.is_on(chosen.introspection)) {
    return failure{"graphiql shows the schema, but introspection is off",
                   "set introspection to true, too, or leave graphiql out"};
  }
  if (chosen.documents_mode == execution::documents_mode::only) {
    return failure{"graphiql sends what is typed, but documents_mode is only",
                   "set documents_mode to prefer, or leave graphiql out"};
  }
  return std::nullopt;
}

bool wants_page(const http::request& request) {
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  return is_read && !has_graphql_in(request.query) && prefers_html(all_accepted(request));
}

http::response graphiql_page() {
  http::response made = packed(*find_file(embedded::graphiql_page));
  made.headers.emplace_back("Cache-Control", "no-cache");
  made.headers.emplace_back("Vary", "Accept");
  made.headers.emplace_back("Content-Security-Policy", page_policy);
  made.headers.emplace_back("X-Frame-Options", "DENY");
  return made;
}

http::response graphiql_asset(const http::request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    return {.status = 405,
            .content_type = "text/plain; charset=utf-8",
            .body = "method not allowed\n",
            .headers = {{"Allow", "GET, HEAD"}}};
  }
  std::string_view path = request.path.substr(graphiql_assets.size());
  const std::string_view version = take_part(path, '/');
  const auto* file = version == embedded::graphiql_version ? find_file(path) : nullptr;
  if (file == nullptr || file->name.ends_with(".html")) {
    return {.status = 404,
            .content_type = "text/plain; charset=utf-8",
            .body = "not found; load the page at /graphql again\n"};
  }
  http::response made = packed(*file);
  made.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return made;
}

}  // namespace fraiseql::server
