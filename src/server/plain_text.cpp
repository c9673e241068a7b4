#include "server/plain_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool is_control(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  const bool is_c1 =
      character.size() == 2 && lead == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return lead < 0x20 || lead == 0x7F || is_c1;
}

// U+061C, U+200E and on, U+202A to U+202E, U+2066 to U+2069.
bool changes_direction(std::string_view character) {
  const auto lies_in = [&](std::string_view first, std::string_view last) {
    return character.size() == first.size() && first <= character && character <= last;
  };
  return character == "\xD8\x9C" || lies_in("\xE2\x80\x8E", "\xE2\x80\x8F") ||
         lies_in("\xE2\x80\xAA", "\xE2\x80\xAE") || lies_in("\xE2\x81\xA6", "\xE2\x81\xA9");
}

}  // namespace

std::string_view first_character(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    if (is_utf8(text.substr(0, size))) return text.substr(0, size);
  }
  return text.substr(0, 1);
}

bool is_plain(std::string_view character) {
  return is_utf8(character) && !is_control(character) && !changes_direction(character);
}

std::string plain_text(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    const bool stays = character == "\n" || character == "\t" || is_plain(character);
    plain += stays ? character : replacement;
  }
  return plain;
}

std::string plain_line(std::string_view text, std::size_t most_bytes) {
  std::string plain = plain_text(text);
  std::ranges::replace_if(plain, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  if (plain.size() <= most_bytes) return plain;
  std::size_t end = most_bytes - ellipsis.size();
  while (end > 0 && is_continuation(plain[end])) --end;
  plain.resize(end);
  return plain += ellipsis;
}

}  // namespace fraiseql::server
