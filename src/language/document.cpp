// Locations are looked for from the start of the text each time: only errors need them,
// and a request has few.
#include "language/document.hpp"

#include <algorithm>
#include <cstddef>

namespace fraiseql::language {

source_location document::location(std::uint32_t offset) const {
  const std::string_view text = *text_;
  const std::size_t end = std::min<std::size_t>(offset, text.size());
  source_location place{.line = 1, .column = 1};
  for (std::size_t i = 0; i < end; ++i) {
    const char c = text[i];
    const bool first_of_two = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (c == '\n' || (c == '\r' && !first_of_two)) {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace fraiseql::language
