// type_system_parser: the definitions and extensions of a type system (specification,
// section 3).
//
// Private to the room. `parser` derives from it, because both kinds of definition may stand
// in one document. What a failure does is said in grammar.hpp.
#pragma once

#include <cstdint>
#include <span>

#include "language/ast.hpp"
#include "language/grammar.hpp"

namespace fraiseql::language {

class type_system_parser : protected grammar {
 protected:
  using grammar::grammar;

  // The definition or extension behind `description`, which is absent or begins at
  // `offset`. Null where the current token begins none; that alone is no failure.
  const type_system_node* parse_type_system_definition(const description_node& description,
                                                       std::uint32_t offset);

 private:
  void parse_head(type_system_node& node);
  void parse_body(type_system_node& node);
  void parse_directive_body(type_system_node& node);
  operation_type_node parse_operation_type();
  field_definition_node parse_field_definition();
  std::span<const input_value_definition_node> parse_argument_definitions();
  input_value_definition_node parse_input_value_definition();
  enum_value_definition_node parse_enum_value_definition();
  name_node parse_directive_location();
};

}  // namespace fraiseql::language
