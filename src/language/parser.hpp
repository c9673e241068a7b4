// Parse the text of an executable document (specification, section 2).
#pragma once

#include <string_view>

#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "language/document.hpp"

namespace fraiseql::language {

// The document, or the first syntax error (code GRAPHQL_PARSE_FAILED, one location).
// Takes any bytes: text that is not UTF-8 is an error. `limits.tokens` and
// `limits.syntax_depth` bound the work and the stack; going past one is an error
// that names it.
result<document, graphql_error> parse(std::string_view text, const limits& limits = {});

}  // namespace fraiseql::language
