// type_text: the GraphQL type of a value shape in words, for messages and explain.
#pragma once

#include <string>

#include "transform/response_shape.hpp"

namespace fraiseql::transform {

// Whether the value under `level` of the shape's lists is non-null (0: the innermost).
inline bool is_non_null(const value_shape& shape, unsigned level) {
  return (static_cast<unsigned>(shape.non_null) >> level & 1U) != 0;
}

// The type of the value with `level` lists left, for example "[Int!]" at level 1. The
// outermost `!` is left out: a message says what was expected, null or not.
std::string type_text(const value_shape& shape, unsigned level);

}  // namespace fraiseql::transform
