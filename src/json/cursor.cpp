// Strict in what it reads, so that a place has one text: RFC 4648, section 5, no padding, no other
// byte, and the bits that belong to no byte are 0.
#include "json/cursor.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "json/read.hpp"

namespace fraiseql::json {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 64;
constexpr char version = 1;
constexpr std::size_t fingerprint_bytes = 8;
constexpr std::size_t head_bytes = 1 + fingerprint_bytes;
// Its text ends where a digit ends, so that what follows is written by itself.
static_assert(head_bytes % 3 == 0);

constexpr std::array<std::uint8_t, 256> make_digits() {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return digits;
}
constexpr std::array<std::uint8_t, 256> digit_values = make_digits();

void encode(std::string& out, std::string_view bytes) {
  std::uint32_t bits = 0;
  unsigned count = 0;  // of bits that are not written yet
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) out += alphabet[bits >> (count - 6) & 63U];
  }
  if (count > 0) out += alphabet[bits << (6 - count) & 63U];
}

std::optional<std::string> decode(std::string_view text) {
  if (text.size() % 4 == 1) return {};
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::uint8_t digit = digit_values[static_cast<unsigned char>(c)];
    if (digit == no_digit) return {};
    bits = bits << 6U | digit;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 255U);
  }
  if ((bits & ((1U << count) - 1U)) != 0) return {};
  return bytes;
}

}  // namespace

void write_cursor(std::string& out, std::uint64_t fingerprint, std::string_view values) {
  std::array<char, head_bytes> head{version};
  for (std::size_t i = 0; i < fingerprint_bytes; ++i) {
    head[head_bytes - 1 - i] = static_cast<char>(fingerprint >> 8 * i & 255U);
  }
  encode(out, {head.data(), head.size()});
  encode(out, values);
}

std::optional<cursor> read_cursor(std::string_view text) {
  if (text.size() > max_cursor_bytes) return {};
  const auto bytes = decode(text);
  if (!bytes || bytes->size() < head_bytes || bytes->front() != version) return {};
  cursor made;
  for (const char byte : bytes->substr(1, fingerprint_bytes)) {
    made.fingerprint = made.fingerprint << 8U | static_cast<unsigned char>(byte);
  }
  // Deep enough for the list alone.
  auto values = read(std::string_view(*bytes).substr(head_bytes), {.max_depth = 1});
  auto* items = values ? std::get_if<array>(&*values) : nullptr;
  if (items == nullptr) return {};
  made.values = std::move(*items);
  return made;
}

}  // namespace fraiseql::json
