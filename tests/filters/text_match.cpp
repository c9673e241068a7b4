// LIKE by trying every length for each `%`.
#include "filters/text_match.hpp"

#include <algorithm>

namespace fraiseql::filters {
namespace {

// The bytes of the character that `text` begins with.
std::size_t width(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
  return bytes;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

bool is_like(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '%') {
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (is_like(text.substr(at), pattern.substr(1))) return true;
    }
    return false;
  }
  if (text.empty()) return false;
  if (pattern.front() == '_') return is_like(text.substr(width(text)), pattern.substr(1));
  if (pattern.front() == '\\' && pattern.size() > 1) pattern.remove_prefix(1);
  return text.front() == pattern.front() && is_like(text.substr(1), pattern.substr(1));
}

bool matches_simply(std::string_view text, std::string_view pattern) {
  const bool from_begin = pattern.starts_with('^');
  if (from_begin) pattern.remove_prefix(1);
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  if (from_begin && to_end) return text == pattern;
  if (from_begin) return text.starts_with(pattern);
  if (to_end) return text.ends_with(pattern);
  return text.find(pattern) != std::string_view::npos;
}

}  // namespace fraiseql::filters
