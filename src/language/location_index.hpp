// location_index: line and column of many offsets of one document.
//
// To read the text from its beginning each time is fine for an error. An operation asks
// for every field and argument value, and fragments for the same ones again, so this
// keeps the places it passed. Borrows the text; one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"

namespace fraiseql::language {

class location_index {
 public:
  explicit location_index(std::string_view text) : text_(text) {}

  // Line and column, both from 1, columns in UTF-16 code units as graphql-js and most
  // editors count them; LF, CR and CR LF each end a line (2.1.2). Past the end: the place
  // of the end.
  [[nodiscard]] source_location at(std::uint32_t offset);

 private:
  std::string_view text_;
  std::vector<source_location> passed_ = {{.line = 1, .column = 1}};  // every `step` bytes
};

}  // namespace fraiseql::language
