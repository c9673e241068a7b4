// Literals of a validated document: what is inside them, and the value of a constant one.
#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "json/value.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"

namespace fraiseql::validation {

struct literal_survey {
  std::size_t values = 0;  // nodes, the outermost included
  bool has_variable = false;
};
literal_survey survey(const language::value_node& node);

// The field of that name in an object literal, or nullptr.
const language::object_field_node* find_field(const language::value_node& object,
                                              std::string_view name);

// The coerced form of a literal without variables, as coerce_variables gives it.
result<json::value> coerce_literal(const schema::type_reference& type,
                                   const language::value_node& node);

}  // namespace fraiseql::validation
