// The type a variable is declared with, as the schema knows it.
#pragma once

#include <optional>

#include "language/ast.hpp"
#include "schema/schema.hpp"

namespace fraiseql::validation {

// nullopt where the named type is unknown or more lists are nested than a
// type_reference can say; a variable of such a type fits no argument.
std::optional<schema::type_reference> variable_type(const schema::schema& schema,
                                                    const language::type_node& node);

}  // namespace fraiseql::validation
