// An address becomes its bytes, so that a network's host bits can be looked at.
#include "scalars/address.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

#include "scalars/characters.hpp"

namespace fraiseql::scalars {
namespace {

constexpr std::size_t v4_size = 4;
constexpr std::size_t v6_size = 16;

struct address {
  std::array<std::uint8_t, v6_size> bytes = {};
  std::size_t size = 0;
};

// All of `text` as a number of at most `max_digits` digits; no sign.
std::optional<unsigned> read_number(std::string_view text, std::size_t max_digits, int base) {
  if (text.empty() || text.size() > max_digits) return {};
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, base);
  if (read.ec != std::errc() || read.ptr != end) return {};
  return value;
}

// From 0 to `most`, without leading zeros.
std::optional<unsigned> read_decimal_number(std::string_view text, unsigned most) {
  if (text.size() > 1 && text.front() == '0') return {};
  const auto value = read_number(text, 3, 10);
  if (!value || *value > most) return {};
  return value;
}

std::optional<address> read_v4(std::string_view text) {
  address made{.size = v4_size};
  for (std::size_t i = 0; i < v4_size; ++i) {
    const std::size_t end = i + 1 < v4_size ? text.find('.') : text.size();
    if (end == std::string_view::npos) return {};
    const auto octet = read_decimal_number(text.substr(0, end), 255);
    if (!octet) return {};
    made.bytes[i] = static_cast<std::uint8_t>(*octet);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return made;
}

// Groups from front to back; `gap` is where `::` stands, and what came behind it is moved to
// the end at last.
std::optional<address> read_v6(std::string_view text) {
  constexpr std::size_t longest = 45;
  if (text.size() < 2 || text.size() > longest) return {};
  address made{.size = v6_size};
  std::size_t filled = 0;
  std::optional<std::size_t> gap;
  if (text.starts_with("::")) gap = 0;
  std::size_t at = gap ? 2 : 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(':', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    if (part.find('.') != std::string_view::npos) {
      const auto embedded = read_v4(part);
      if (!embedded || end != text.size() || filled + v4_size > v6_size) return {};
      std::copy_n(embedded->bytes.begin(), v4_size, made.bytes.begin() + filled);
      filled += v4_size;
      break;
    }
    const auto group = read_number(part, 4, 16);
    if (!group || filled == v6_size) return {};
    made.bytes[filled++] = static_cast<std::uint8_t>(*group >> 8U);
    made.bytes[filled++] = static_cast<std::uint8_t>(*group & 0xFFU);
    if (end == text.size()) break;
    at = end + 1;
    if (at == text.size()) return {};
    if (text[at] == ':') {
      if (gap) return {};
      gap = filled;
      ++at;
    }
  }
  if (gap ? filled + 2 > v6_size : filled != v6_size) return {};
  if (gap) {
    const auto bytes = made.bytes.begin();
    std::move_backward(bytes + *gap, bytes + filled, made.bytes.end());
    std::fill_n(bytes + *gap, v6_size - filled, std::uint8_t{0});
  }
  return made;
}

std::optional<address> read_address(std::string_view text) {
  return text.find(':') == std::string_view::npos ? read_v4(text) : read_v6(text);
}

}  // namespace

bool is_ip_address(std::string_view text) { return read_address(text).has_value(); }

bool is_cidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const auto network = read_address(text.substr(0, slash));
  if (!network) return false;
  const auto length =
      read_decimal_number(text.substr(slash + 1), static_cast<unsigned>(8 * network->size));
  if (!length) return false;
  for (unsigned bit = *length; bit < 8 * network->size; ++bit) {
    if ((network->bytes[bit / 8] >> (7 - bit % 8) & 1U) != 0) return false;
  }
  return true;
}

bool write_mac_address(std::string& out, std::string_view text) {
  constexpr std::size_t six_octets = 17;
  constexpr std::size_t eight_octets = 23;
  if (text.size() != six_octets && text.size() != eight_octets) return false;
  const char between = text[2];
  if (between != ':' && between != '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 3 == 2 ? text[i] != between : !is_hexadecimal(text[i])) return false;
  }
  for (const char c : text) out += c == between ? ':' : lower_case(c);
  return true;
}

}  // namespace fraiseql::scalars
