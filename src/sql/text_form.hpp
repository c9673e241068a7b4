// What PostgreSQL gets of a client's text where it is part of a pattern or the bound of a range.
// Private to the room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fraiseql::sql {

// In a pattern of LIKE, each character standing for itself.
std::string without_meaning(std::string_view text);

// The bounds of what PostgreSQL works out for each row that it looks at.
inline constexpr std::size_t most_pattern_bytes = 4'000;
inline constexpr std::size_t most_search_bytes = 1'000;
inline constexpr std::size_t most_time_zone_bytes = 64;

// Whether an SQL/JSON path could have a regular expression in it: it has the word, or a backslash,
// by which the word could be spelled.
bool may_have_regex(std::string_view path);

// Whether a pattern of LIKE has a backslash last that no character follows.
bool ends_within_an_escape(std::string_view pattern);

// Whether the text can only be the name of a zone in the IANA database, for PostgreSQL to know. It
// takes others for offsets of its own ("ABC3", "+02:00"), which it counts from west to east where a
// client means the opposite, or for abbreviations.
bool is_name_of_zone(std::string_view text);

// The least text behind all that begin with this one, by their bytes; `prefix` is UTF-8. There is
// none behind the last character of all, so a text of 1,000 of those stands for it.
std::string behind(std::string prefix);

}  // namespace fraiseql::sql
