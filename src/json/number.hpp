// number: the double that a JSON number stands for.
//
// The standard library says of a number that is too large and of one that is too small alike
// that it is out of range; here the one is no double and the other is 0.
#pragma once

#include <optional>
#include <string_view>

namespace fraiseql::json {

// `text` is a number as RFC 8259 spells it. Nothing where it is beyond the largest double.
std::optional<double> to_double(std::string_view text);

}  // namespace fraiseql::json
