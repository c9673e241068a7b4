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
#include <vector>

#include "language/document.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// A directive of the specification with arguments that mean nothing.
struct misused_directive {
  std::string message;
  std::uint32_t offset = 0;
};

// A type as declared, and the parts of the text that say so: its definition, then its
// extensions. Members stand in the declaration in the order of the parts.
struct type_definition {
  schema::type_declaration declared;
  std::vector<const language::type_system_node*> parts;  // none of a type of the specification
};

struct definitions {
  std::vector<type_definition> types;
  std::vector<schema::directive_declaration> directives;
  // Extensions of what the document does not define.
  std::vector<const language::type_system_node*> stray;
  std::optional<schema::schema_declaration> schema;
  // The definition of the schema, if there is one, and its extensions.
  std::vector<const language::type_system_node*> schema_parts;
  // The misuse of @deprecated or @specifiedBy that graphql-js comes to first. It is found here,
  // because a document may define these directives otherwise, but what they do stays as the
  // specification has it.
  std::optional<misused_directive> misused;
};

// What it gives borrows from `document`.
definitions read_definitions(const language::document& document);

}  // namespace fraiseql::frontend
