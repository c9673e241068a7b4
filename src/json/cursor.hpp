// cursor: a place in an ordered list, as an opaque text (docs/api/lists.md).
//
// The base64url, without padding, of one byte for the version, eight for the fingerprint of the
// field and its ordering, and the JSON list of the values by which the row is ordered, last its id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "json/value.hpp"

namespace fraiseql::json {

struct cursor {
  std::uint64_t fingerprint = 0;
  array values;
};

// Appends the text of a cursor. `values` is a JSON list, as it is to come back.
void write_cursor(std::string& out, std::uint64_t fingerprint, std::string_view values);

// The most bytes of a text that is looked into.
inline constexpr std::size_t max_cursor_bytes = 64UL * 1024;

// Nothing where the text is no cursor of this version: too long, not base64url, values that are
// no list of nulls, truth values, numbers and strings.
std::optional<cursor> read_cursor(std::string_view text);

}  // namespace fraiseql::json
