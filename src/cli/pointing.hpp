// Show a place of a text in a terminal: its line, and a caret below.
#pragma once

#include <string>
#include <string_view>

#include "base/graphql_error.hpp"

namespace fraiseql::cli {

enum class colour : unsigned char { off, on };

// Two lines, both with a margin. A long line is cut around the place. Tabs stay tabs; the
// caret knows which characters take no column or two.
std::string point_into(std::string_view text, source_location at, colour chosen);

}  // namespace fraiseql::cli
