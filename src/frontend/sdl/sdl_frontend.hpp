// The front-end for schemas that are written as text in the schema definition language.
//
// A text that only describes says what there is: custom scalars are known by name only, and
// nothing is bound to a database. A text with directives of ours binds types to relations and
// fields to look-ups, lists and functions, and means what a program in C++ would say
// (docs/api/directives.md). Read next: definitions.hpp, then binding.hpp.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "language/document.hpp"
#include "schema/schema.hpp"

namespace fraiseql::frontend {

// For texts of one's own: of any size, asking anything. Nesting stays bounded, for the stack's
// sake.
inline constexpr limits specification_limits = {
    .document_bytes = std::numeric_limits<std::size_t>::max(),
    .tokens = std::numeric_limits<std::size_t>::max(),
    .syntax_depth = 1000,
    .depth = 500,
    .aliases = std::numeric_limits<std::size_t>::max(),
    .root_fields = std::numeric_limits<std::size_t>::max(),
    .mutations = std::numeric_limits<std::size_t>::max(),
    .directives = std::numeric_limits<std::size_t>::max(),
    .cost = std::numeric_limits<std::size_t>::max(),
    .json_depth = 500};

using schema_result = result<std::shared_ptr<const schema::schema>, std::vector<graphql_error>>;

// The schema that the definitions and extensions of `document` describe, or up to max_errors
// errors with code GRAPHQL_VALIDATION_FAILED and their locations: those of the definitions
// themselves, or, if there are none, those of the schema that they make. Executable
// definitions are passed over. The document is not needed afterwards.
schema_result build_schema(const language::document& document);

// The same from text, read within specification_limits; or its syntax error.
schema_result build_schema(std::string_view text);

// The schema that a text with directives of ours binds to a database, or what is wrong with it:
// misspelt directives, those without an effect, and all that build_schema would say.
schema_result build_served_schema(const language::document& document);
schema_result build_served_schema(std::string_view text);

// build_served_schema where the text uses a directive of ours that it does not define itself, or
// one that is spelled nearly so; else build_schema.
schema_result build_bound_or_described_schema(std::string_view text);

// The definitions of our directives, and of the scalars that come without one, in SDL.
std::string directive_definitions();

}  // namespace fraiseql::frontend
