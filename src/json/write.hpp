// Write JSON text. Everything is appended to the caller's string.
#pragma once

#include <string>
#include <string_view>

#include "json/value.hpp"

namespace fraiseql::json {

// `text` quoted and escaped as RFC 8259, section 7 asks; the bytes must be UTF-8.
void write_string(std::string& out, std::string_view text);

// Compact: no white space.
void write(std::string& out, const value& v);
std::string to_text(const value& v);

}  // namespace fraiseql::json
