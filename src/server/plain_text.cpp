#include "server/plain_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The bytes of the character that `text` begins with; 1 where it is none. Needs text.
std::size_t size_of_first(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 4); ++size) {
    if (is_utf8(text.substr(0, size))) return size;
  }
  return 1;
}

bool is_control(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  const bool is_c1 =
      character.size() == 2 && lead == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return lead < 0x20 || lead == 0x7F || is_c1;
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, size_of_first(text));
    text.remove_prefix(character.size());
    const bool stays =
        character == "\n" || character == "\t" || (is_utf8(character) && !is_control(character));
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
