// token: what kind of JSON value a span is, and whether its text is well-formed.
//
// Everything that is copied to the response was looked at here, so that the response is JSON
// whatever the row's bytes were, as long as they are UTF-8 (transform.hpp). The forms are those
// that PostgreSQL prints:
// `, ` and `: ` between values, and of the \u escapes only \u00xx (jsonb has no others).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fraiseql::transform {

enum class token : std::uint8_t { null, boolean, number, string, list, object, malformed };

// A scalar is checked whole; a list or object is known by its first byte only.
token kind_of(std::string_view text);

// Past the byte or the escape at `at`, or nullptr where none may stand in a string.
const char* past_one(const char* at, const char* end);

// Whether `text` is what JSON has between quotes, without any escape in it.
bool is_plain(std::string_view text);

// Whether `text` is a number as RFC 8259 spells it.
bool is_number(std::string_view text);

// Whether `text` is an optional minus and digits.
bool is_integer(std::string_view text);

// A raw value (leaf::json) may have this many lists and objects inside each other.
inline constexpr std::size_t max_raw_depth = 1024;

// Whether `text` is one value all through, lists and objects included.
bool is_jsonb(std::string_view text);

}  // namespace fraiseql::transform
