// Block strings: from what stands between the quotes to the value, and back.
//
// The value is the raw text without the indentation that all lines share and without
// blank lines at both ends (specification, 2.9.4, BlockStringValue). Private to the
// room: the lexer reads with it, the printer writes with it.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.hpp"

namespace fraiseql::language {

// The value of `raw`, a view into it where that is possible, else into the arena.
// `buffer` is room to work in; what it held is lost.
std::string_view block_string_value(std::string_view raw, std::string& buffer, arena& memory);

// A literal, quotes included, that has `value`; where to break its lines is as
// graphql-js decides. Needs a value as block_string_value gives it.
std::string print_block_string(std::string_view value);

// The length in UTF-16 code units, by which graphql-js decides what fits a line.
std::size_t utf16_length(std::string_view text);

}  // namespace fraiseql::language
