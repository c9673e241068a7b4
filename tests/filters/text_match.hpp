// text_match: what filters ask of texts, under the collation C: case is folded for the letters of
// ASCII only.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::filters {

std::string fold(std::string_view text);

// `%` for any text, `_` for one character, `\` before either for itself. UTF-8 both.
bool is_like(std::string_view text, std::string_view pattern);

// A regular expression of letters, digits and spaces, with `^` in front or `$` behind where it is
// bound to that end.
bool matches_simply(std::string_view text, std::string_view pattern);

}  // namespace fraiseql::filters
