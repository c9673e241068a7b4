// leaf_twin: what a leaf's stored value is written as, once more.
#pragma once

#include <string>
#include <variant>

#include "json/value.hpp"
#include "transform/transform.hpp"

namespace fraiseql::transform::twin {

using leaf_result = std::variant<std::string, fault>;

leaf_result leaf_text(const value_shape& shape, const json::value& v);

}  // namespace fraiseql::transform::twin
