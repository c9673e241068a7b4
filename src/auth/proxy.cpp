#include "auth/proxy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>

#include "base/text.hpp"

namespace fraiseql::auth {
namespace {

namespace ip = boost::asio::ip;

constexpr std::string_view unix_clients = "unix";

std::vector<std::string_view> entries_of(std::string_view text) {
  std::vector<std::string_view> made;
  while (true) {
    const std::size_t comma = text.find(',');
    made.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return made;
    text.remove_prefix(comma + 1);
  }
}

// IPv4 inside IPv6, as a socket for both gives it, is IPv4.
std::optional<ip::address> read_address(std::string_view text) {
  boost::system::error_code wrong;
  ip::address read = ip::make_address(std::string(text), wrong);
  if (wrong) return std::nullopt;
  if (read.is_v6() && read.to_v6().is_v4_mapped()) {
    return ip::make_address_v4(ip::v4_mapped, read.to_v6());
  }
  return read;
}

std::array<unsigned char, 16> bytes_of(const ip::address& address) {
  std::array<unsigned char, 16> bytes{};
  if (address.is_v4()) {
    std::ranges::copy(address.to_v4().to_bytes(), bytes.begin());
  } else {
    bytes = address.to_v6().to_bytes();
  }
  return bytes;
}

// With what is behind the first `bits` bits set to zero.
std::array<unsigned char, 16> cut(std::array<unsigned char, 16> bytes, unsigned bits) {
  for (unsigned i = 0; i < bytes.size(); ++i) {
    const unsigned kept = std::min(bits - std::min(bits, i * 8), 8U);
    bytes[i] = static_cast<unsigned char>(bytes[i] & (0xFF00U >> kept));
  }
  return bytes;
}

// RFC 9110, 5.6.2.
bool is_header_name(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool is_plain_text(std::string_view text) {
  return is_utf8(text) && std::ranges::none_of(text, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

// An address as proxies write it: by itself, with a port, in brackets.
std::optional<std::string> read_forwarded(std::string_view text) {
  const bool is_bracketed = text.starts_with('[');
  const bool has_port = is_bracketed || std::ranges::count(text, ':') == 1;
  if (has_port) {
    const std::size_t end = text.find(is_bracketed ? ']' : ':');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view port = text.substr(end + (is_bracketed ? 1 : 0));
    const bool has_none = is_bracketed && port.empty();
    const bool is_port = port.starts_with(':') && port.size() >= 2 && port.size() <= 6;
    if (!has_none && !is_port) return std::nullopt;
    if (!has_none) port.remove_prefix(1);
    if (port.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    text = text.substr(is_bracketed ? 1 : 0, end - (is_bracketed ? 1 : 0));
  }
  // A zone names an interface of that machine.
  if (text.find('%') != std::string_view::npos) return std::nullopt;
  const auto read = read_address(text);
  if (!read || (is_bracketed && read->is_v4() && text.find(':') == std::string_view::npos)) {
    return std::nullopt;
  }
  return read->to_string();
}

}  // namespace

result<address_list::network> address_list::read_network(const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string_view given = std::string_view(text).substr(0, slash);
  const auto address = read_address(given);
  if (!address || given.find('%') != std::string_view::npos) {
    return failed{
        failure{fmt::format("\"{}\" is no IP address, no network and not \"unix\"", text)}};
  }
  network made{.is_v4 = address->is_v4(), .bytes = bytes_of(*address)};
  const unsigned all = made.is_v4 ? 32 : 128;
  made.bits = all;
  if (slash != std::string::npos) {
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data() + slash + 1, end, made.bits);
    if (code != std::errc() || stop != end || made.bits > all) {
      return failed{failure{
          fmt::format("the network \"{}\" must end in a number of bits from 0 to {}", text, all)}};
    }
  }
  if (cut(made.bytes, made.bits) != made.bytes) {
    return failed{failure{fmt::format(
        "the network \"{}\" has bits behind its first {}; write them as 0", text, made.bits)}};
  }
  return made;
}

result<address_list> address_list::read(std::string_view text) {
  address_list made;
  if (trimmed(text).empty()) return made;
  for (const std::string_view one : entries_of(text)) {
    if (one == unix_clients) {
      made.has_unix_ = true;
      continue;
    }
    FRAISEQL_TRY(network, read_network(std::string(one)));
    made.networks_.push_back(network);
  }
  return made;
}

bool address_list::contains(std::string_view address) const {
  if (address == unix_clients) return has_unix_;
  const auto read = read_address(address);
  if (!read) return false;
  const auto bytes = bytes_of(*read);
  return std::ranges::any_of(networks_, [&](const network& one) {
    return one.is_v4 == read->is_v4() && cut(bytes, one.bits) == one.bytes;
  });
}

bool is_loopback(std::string_view host) {
  if (to_lower(host) == "localhost") return true;
  const auto read = read_address(host);
  return read && read->is_loopback();
}

result<std::vector<header_claim>> read_header_claims(std::string_view text) {
  std::vector<header_claim> made;
  if (trimmed(text).empty()) return made;
  for (const std::string_view one : entries_of(text)) {
    const std::size_t equals = one.find('=');
    const std::string header = to_lower(trimmed(one.substr(0, equals)));
    const std::string_view claim =
        equals == std::string_view::npos ? "" : trimmed(one.substr(equals + 1));
    if (!is_header_name(header) || claim.empty() || !is_plain_text(claim)) {
      return failed{failure{
          fmt::format("\"{}\" is not of the form HEADER = CLAIM, as in \"x-user-id = sub\"", one)}};
    }
    for (const header_claim& other : made) {
      if (other.header == header) {
        return failed{failure{fmt::format("the header \"{}\" is named twice", header)}};
      }
      if (other.claim == claim) {
        return failed{failure{fmt::format("the claim \"{}\" is named twice", claim)}};
      }
    }
    made.push_back({header, std::string(claim)});
  }
  return made;
}

bool has_any(const header_list& headers, std::span<const header_claim> wanted) {
  return std::ranges::any_of(wanted, [&](const header_claim& one) {
    return std::ranges::any_of(headers,
                               [&](const auto& given) { return given.first == one.header; });
  });
}

std::string client_address(const header_list& headers, std::string_view peer,
                           const address_list& proxies) {
  std::string known(peer);
  for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
    if (header->first != "x-forwarded-for") continue;
    std::string_view left = header->second;
    while (true) {
      if (!proxies.contains(known)) return known;
      const std::size_t comma = left.rfind(',');
      auto read =
          read_forwarded(trimmed(left.substr(comma == std::string_view::npos ? 0 : comma + 1)));
      if (!read) return known;
      known = *std::move(read);
      if (comma == std::string_view::npos) break;
      left = left.substr(0, comma);
    }
  }
  return known;
}

result<std::optional<json::object>> read_claims(const header_list& headers,
                                                std::span<const header_claim> wanted) {
  json::object claims;
  for (const auto& [header, claim] : wanted) {
    const std::string_view* text = nullptr;
    for (const auto& [name, value] : headers) {
      if (name != header) continue;
      if (text != nullptr) return failed{failure{"the header " + header + " is given twice"}};
      text = &value;
    }
    if (text == nullptr || text->empty()) continue;
    if (!is_plain_text(*text)) return failed{failure{"the header " + header + " is no plain text"}};
    claims.emplace_back(claim, std::string(*text));
  }
  if (claims.empty()) return std::optional<json::object>();
  return std::optional(std::move(claims));
}

}  // namespace fraiseql::auth
