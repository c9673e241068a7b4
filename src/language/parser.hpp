// Parse GraphQL text (specification, sections 2 and 3).
#pragma once

#include <string_view>

#include "base/arena.hpp"
#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "language/document.hpp"

namespace fraiseql::language {

// The document, or the first syntax error (code GRAPHQL_PARSE_FAILED, one location).
// Executable and type-system definitions may stand in any order, as in the
// specification's Document; which of them may be used is for validation to say. Takes
// any bytes: text that is not UTF-8 is an error. `limits.tokens` and
// `limits.syntax_depth` bound the work and the stack; going past one is an error
// that names it.
result<document, graphql_error> parse(std::string_view text, const limits& limits = {});

// One constant value (`[1, RED]`), and nothing behind it; nodes live in `memory`, and views
// go into `text`. Errors as of parse().
result<value_node, graphql_error> parse_constant(std::string_view text, arena& memory,
                                                 const limits& limits = {});

// `Type`, `Type.field`, `Type.field(argument:)`, `@directive`, `@directive(argument:)`
// (specification, appendix B, SchemaCoordinate). `member` is a field, an input field or an enum
// value; what is not there is empty.
struct schema_coordinate {
  bool is_directive = false;
  name_node name;
  name_node member;
  name_node argument;
};
// Views go into `text`. Errors as of parse().
result<schema_coordinate, graphql_error> parse_schema_coordinate(std::string_view text);

}  // namespace fraiseql::language
