#include "server/query_string.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.hpp"
#include "json/flat.hpp"
#include "json/write.hpp"

namespace fraiseql::server {
namespace {

enum class content : std::uint8_t { text, json };

// A parameter that becomes a member of the same name. Empty, one of JSON is absent, and an empty
// name of an operation is no name.
struct parameter {
  std::string_view name;
  content has;
};
constexpr std::array<parameter, 5> parameters = {{{"query", content::text},
                                                  {"documentId", content::text},
                                                  {"operationName", content::text},
                                                  {"variables", content::json},
                                                  {"extensions", content::json}}};

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

// As forms write it: `+` is a space.
result<std::string> decoded(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      made += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const auto high = i + 2 < text.size() ? digit_of(text[i + 1]) : std::nullopt;
    const auto low = high ? digit_of(text[i + 2]) : std::nullopt;
    if (!low) {
      return failed{
          failure{"in the URL two hexadecimal digits must follow a %; a % itself is %25"}};
    }
    made += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  if (!is_utf8(made)) return failed{failure{"the URL is not UTF-8, percent-encoded"}};
  return made;
}

// The value as a member of JSON has it; "" where that would be absent.
result<std::string> value_of(const parameter& which, std::string_view text,
                             std::size_t json_depth) {
  FRAISEQL_TRY(value, decoded(text));
  if (which.has == content::text) {
    std::string quoted;
    json::write_string(quoted, value);
    return quoted;
  }
  if (value.empty()) return value;
  // One value and nothing behind it, or it could bring members of its own. It goes into an object.
  json::flat alone;
  const std::size_t depth = std::max<std::size_t>(json_depth, 1) - 1;
  if (const auto read = alone.read(value, {.max_depth = depth}); !read) {
    return failed{failure{"the parameter \"" + std::string(which.name) +
                          "\" is not JSON: " + read.error().message}};
  }
  return value;
}

}  // namespace

result<std::string> body_of_parameters(std::string_view query, std::size_t json_depth) {
  std::array<bool, parameters.size()> seen{};
  std::string body = "{";
  for (std::string_view left = query; !left.empty();) {
    const std::string_view pair = left.substr(0, left.find('&'));
    left.remove_prefix(std::min(pair.size() + 1, left.size()));
    const std::size_t equals = pair.find('=');
    FRAISEQL_TRY(name, decoded(pair.substr(0, equals)));
    const auto* which = std::ranges::find(parameters, name, &parameter::name);
    if (which == parameters.end()) continue;
    bool& is_there = seen[static_cast<std::size_t>(which - parameters.begin())];
    if (is_there) {
      return failed{failure{"the parameter \"" + name + "\" is there twice; send one"}};
    }
    is_there = true;
    const std::string_view text =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    FRAISEQL_TRY(value, value_of(*which, text, json_depth));
    if (value.empty()) continue;
    if (body.size() > 1) body += ',';
    json::write_string(body, which->name);
    (body += ':') += value;
  }
  if (body.size() == 1) {
    return failed{
        failure{"the URL has no request; send the parameter \"query\", or send it by "
                "POST as JSON"}};
  }
  return body += '}';
}

}  // namespace fraiseql::server
