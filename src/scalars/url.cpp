// A URL is cut at its delimiters (RFC 3986, appendix A), and each part looked at for the
// characters that it may have.
#include "scalars/url.hpp"

#include <algorithm>
#include <cstddef>

#include "scalars/address.hpp"
#include "scalars/characters.hpp"

namespace fraiseql::scalars {
namespace {

constexpr std::size_t max_url = 2'048;
constexpr std::size_t max_email_address = 254;
constexpr std::string_view sub_delims = "!$&'()*+,;=";

bool has(std::string_view all, char c) { return all.find(c) != std::string_view::npos; }

bool is_unreserved(char c) { return is_alphanumeric(c) || has("-._~", c); }

// Unreserved characters, sub-delims, `others` and percent-encoded octets.
bool is_encoded(std::string_view text, std::string_view others) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hexadecimal(text[i + 1]) || !is_hexadecimal(text[i + 2])) {
        return false;
      }
      i += 2;
    } else if (!is_unreserved(text[i]) && !has(sub_delims, text[i]) && !has(others, text[i])) {
      return false;
    }
  }
  return true;
}

// What stands before the first of `delimiters`, which is left in `rest`.
std::string_view take_until(std::string_view& rest, std::string_view delimiters) {
  const std::string_view taken = rest.substr(0, rest.find_first_of(delimiters));
  rest.remove_prefix(taken.size());
  return taken;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) && !is_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || has("+-.", c); });
}

// Of RFC 3986's IP-literal, what stands between the brackets.
bool is_ip_literal(std::string_view text) {
  if (has(text, ':') && is_ip_address(text)) return true;
  if (text.empty() || (text.front() != 'v' && text.front() != 'V')) return false;
  text.remove_prefix(1);
  const std::string_view version = take_until(text, ".");
  return !version.empty() && std::ranges::all_of(version, is_hexadecimal) && text.size() > 1 &&
         !has(text, '%') && is_encoded(text.substr(1), ":");
}

enum class host_rule { may_be_empty, must_be_there };

bool is_authority(std::string_view text, host_rule rule) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!is_encoded(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  if (text.starts_with('[')) {
    text.remove_prefix(1);
    if (!is_ip_literal(take_until(text, "]")) || text.empty()) return false;
    text.remove_prefix(1);
  } else {
    const std::string_view host = take_until(text, ":");
    if (!is_encoded(host, {}) || (host.empty() && rule == host_rule::must_be_there)) return false;
  }
  return text.empty() || (text.front() == ':' && std::ranges::all_of(text.substr(1), is_digit));
}

bool is_domain_label(std::string_view text) {
  constexpr std::size_t longest = 63;
  return !text.empty() && text.size() <= longest && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

}  // namespace

bool is_url(std::string_view text) {
  if (text.size() > max_url) return false;
  const std::string_view scheme = take_until(text, ":");
  if (!is_scheme(scheme) || text.empty()) return false;
  text.remove_prefix(1);
  const auto is_named = [&](std::string_view name) {
    return std::ranges::equal(scheme, name, {}, lower_case);
  };
  const bool is_http = is_named("http") || is_named("https");
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::string_view authority = take_until(text, "/?#");
    if (!is_authority(authority, is_http ? host_rule::must_be_there : host_rule::may_be_empty)) {
      return false;
    }
  } else if (is_http) {
    return false;
  }
  if (!is_encoded(take_until(text, "?#"), ":@/")) return false;
  if (text.starts_with('?')) {
    text.remove_prefix(1);
    if (!is_encoded(take_until(text, "#"), ":@/?")) return false;
  }
  return text.empty() || is_encoded(text.substr(1), ":@/?");
}

bool is_email_address(std::string_view text) {
  if (text.size() > max_email_address) return false;
  const std::string_view local = take_until(text, "@");
  const auto is_local = [](char c) { return is_alphanumeric(c) || has(".!#$%&'*+/=?^_`{|}~-", c); };
  if (local.empty() || !std::ranges::all_of(local, is_local)) return false;
  while (!text.empty()) {
    text.remove_prefix(1);  // @, then a point
    if (!is_domain_label(take_until(text, "."))) return false;
    if (text.empty()) return true;
  }
  return false;
}

}  // namespace fraiseql::scalars
