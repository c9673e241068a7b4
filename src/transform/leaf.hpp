// leaf: one stored scalar, checked against what the shape says and written.
//
// Digits are never read and printed anew, so none is lost.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "transform/response_shape.hpp"
#include "transform/token.hpp"
#include "transform/transform.hpp"

namespace fraiseql::transform {

// Appends `text`, which kind_of() found to be `found` and which is neither null nor
// malformed, as a leaf of that kind. `rule` is that of a leaf of the kind `ruled`. A fault
// says why not; nothing is appended then.
std::optional<fault> write_leaf(std::string& out, leaf kind, const scalars::rule* rule, token found,
                                std::string_view text);

}  // namespace fraiseql::transform
