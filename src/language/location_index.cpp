// The places are found lazily, from the last one kept up to the offset asked for.
#include "language/location_index.hpp"

#include <algorithm>
#include <cstddef>

namespace fraiseql::language {
namespace {

constexpr std::size_t step = 128;

// The place at `end`, given the place at `begin`.
source_location advance(std::string_view text, std::size_t begin, std::size_t end,
                        source_location place) {
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    const bool first_of_two = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (c == '\n' || (c == '\r' && !first_of_two)) {
      ++place.line;
      place.column = 1;
    } else if (const auto byte = static_cast<unsigned char>(c); (byte & 0xC0) != 0x80) {
      place.column += byte < 0xF0 ? 1 : 2;
    }
  }
  return place;
}

}  // namespace

source_location location_index::at(std::uint32_t offset) {
  const std::size_t end = std::min<std::size_t>(offset, text_.size());
  while (passed_.size() <= end / step) {
    const std::size_t begin = (passed_.size() - 1) * step;
    passed_.push_back(advance(text_, begin, begin + step, passed_.back()));
  }
  return advance(text_, end / step * step, end, passed_[end / step]);
}

}  // namespace fraiseql::language
