// text_twin: the scalars whose values are texts of a form, once more: with the regular
// expressions, the calendar and the address parser of the C library.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scalars/kind.hpp"

namespace fraiseql::transform::twin {

// The parts of `text` that the groups of `pattern` match, group 0 being all of it, or
// nothing if it does not match. A group that took no part is empty.
std::vector<std::string> parts_of(const std::string& text, const std::string& pattern);
bool matches(const std::string& text, const std::string& pattern);

// What scalars::write_stored appends of a stored text, nullopt where it refuses it.
std::optional<std::string> stored_text(scalars::kind of, const std::string& text);

}  // namespace fraiseql::transform::twin
