#include "server/request_headers.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

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

}  // namespace

known_headers look_through(const http::request& request) {
  known_headers found;
  unsigned request_ids = 0;
  unsigned origins = 0;
  const auto take = [](unsigned& count, std::string_view& into, std::string_view value) {
    if (count++ == 0) into = value;
  };
  for (const auto& [name, value] : request.headers) {
    if (name == "accept") {
      take(found.accepts, found.accept, value);
    } else if (name == "content-type") {
      take(found.content_types, found.content_type, value);
    } else if (name == "content-encoding") {
      take(found.content_encodings, found.content_encoding, value);
    } else if (name == "x-request-id") {
      take(request_ids, found.request_id, value);
    } else if (name == "origin") {
      take(origins, found.origin, value);
    } else if (name == "idempotency-key") {
      take(found.idempotency_keys, found.idempotency_key, value);
    }
  }
  return found;
}

std::string all_accepted(const http::request& request) {
  std::string all;
  for (const auto& [name, value] : request.headers) {
    if (name != "accept") continue;
    if (!all.empty()) all += ',';
    all += value;
  }
  return all;
}

result<std::string> read_idempotency_key(const known_headers& headers) {
  if (headers.idempotency_keys == 0) return std::string();
  if (headers.idempotency_keys > 1) {
    return failed{failure{"the header Idempotency-Key is there twice; send one"}};
  }
  const auto key = read_key(trimmed(headers.idempotency_key));
  if (!key || key->empty() || key->size() > max_key_bytes) {
    return failed{
        failure{"the header Idempotency-Key must be 1 to 255 printable characters of "
                "ASCII, with quotes around them or without spaces, commas and semicolons"}};
  }
  return *key;
}

std::string read_request_id(const known_headers& headers) {
  constexpr std::size_t max_id_bytes = 128;
  const std::string_view given = trimmed(headers.request_id);
  const bool is_plain = std::ranges::all_of(given, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:").find(c) != std::string_view::npos;
  });
  return is_plain && given.size() <= max_id_bytes ? std::string(given) : "";
}

}  // namespace fraiseql::server
