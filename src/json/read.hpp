// Read JSON text from outside. Strict: RFC 8259, UTF-8, no duplicate member name,
// nothing behind the value, bounded nesting.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "json/value.hpp"

namespace fraiseql::json {

struct read_options {
  std::size_t max_depth = 100;  // arrays and objects inside each other
};

// `text` is read in place and need not be kept. The failure's message says what is
// wrong in words for the client ("duplicate member \"a\"").
result<value> read(std::string_view text, read_options options = {});

}  // namespace fraiseql::json
