// plain_text: what others wrote (a database's message, a file's name), made fit to be said: bytes
// that are not UTF-8 and control characters, which a terminal would obey, become U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fraiseql::server {

// For a terminal: lines and tabs stay.
std::string plain_text(std::string_view text);

// Lines and tabs become spaces; cut at a character to at most `most_bytes` (3 or more), "…" last.
std::string plain_line(std::string_view text, std::size_t most_bytes);

}  // namespace fraiseql::server
