// plain_text: what others wrote (a database's message, a file's name), made fit to be said: bytes
// that are not UTF-8, and what a terminal would obey or hide, become U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fraiseql::server {

// The bytes of the character that `text` begins with; one byte where that is no UTF-8. Needs text.
std::string_view first_character(std::string_view text);

// Whether the character is UTF-8 and neither a control character nor one that changes the
// direction of text.
bool is_plain(std::string_view character);

// For a terminal: lines and tabs stay.
std::string plain_text(std::string_view text);

// Lines and tabs become spaces; cut at a character to at most `most_bytes` (3 or more), "…" last.
std::string plain_line(std::string_view text, std::size_t most_bytes = std::string::npos);

}  // namespace fraiseql::server
