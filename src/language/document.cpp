#include "language/document.hpp"

#include "language/location_index.hpp"

namespace fraiseql::language {

source_location document::location(std::uint32_t offset) const {
  return location_index(*text_).at(offset);
}

}  // namespace fraiseql::language
