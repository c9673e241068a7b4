// definitions: what a document defines, as declarations for a schema_builder.
//
// Each definition is merged with its extensions, in the order of the text, as graphql-js's
// buildASTSchema does it. Private to the front-end. Needs a document in which
// validate_type_system found nothing: no name is defined twice, each extension extends
// something of its kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "language/document.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// A directive of the specification with arguments that mean nothing.
struct misused_directive {
  std::string message;
  std::uint32_t offset = 0;
};

// Fills `builder`, which borrows from `document` until it has built. Returns the misuse of
// @deprecated or @specifiedBy that graphql-js comes to first. It is found here, because a document
// may define these directives otherwise, but what they do stays as the specification has it.
std::optional<misused_directive> fill(schema::schema_builder& builder,
                                      const language::document& document);

}  // namespace fraiseql::frontend
