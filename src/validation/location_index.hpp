// location_index: line and column of many offsets of one document.
//
// document::location reads the text from its beginning; an operation asks for every
// field and argument value, and fragments for the same ones again, so this keeps the
// places it passed. Borrows the text; one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"

namespace fraiseql::validation {

class location_index {
 public:
  explicit location_index(std::string_view text) : text_(text) {}

  // The same as document::location.
  [[nodiscard]] source_location at(std::uint32_t offset);

 private:
  std::string_view text_;
  std::vector<source_location> passed_ = {{.line = 1, .column = 1}};  // every `step` bytes
};

}  // namespace fraiseql::validation
