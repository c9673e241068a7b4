// Turns default literals into values, once a schema is checked. Private to the room.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "schema/builder.hpp"

namespace fraiseql::schema {

// A literal of an input object takes in the default values of the fields it leaves out, and
// those of theirs, so a short text can ask for values without end.
inline constexpr std::size_t max_default_depth = 1'024;     // of one value, lists and objects
inline constexpr std::size_t max_default_values = 250'000;  // in all of a schema

// Gives every argument and input field with a default its `default_value` and `default_text`
// and takes the literal away. Needs a schema without errors: then no default stands for
// itself. Gives an error if the values go past one of the limits.
std::optional<schema_error> work_out_defaults(std::deque<type>& types,
                                              std::vector<directive>& directives);

}  // namespace fraiseql::schema
