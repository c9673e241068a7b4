// VariablesAreInputTypes (specification, section 5.8.2 "Variables Are Input Types").
// Also refuses a type of more lists inside each other than a schema can declare: no place
// could take such a variable, and the type cannot be told to the rooms behind this one.
#include "language/printer.hpp"
#include "validation/rules.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {

void variables_are_input_types(context& context) {
  for (const definition& one : context.operations) {
    for (const language::variable_definition_node& variable : one.operation->variables) {
      const language::type_node* node = &variable.type;
      while (node->of != nullptr) node = node->of;
      const schema::type* named = context.schema().find_type(node->name);
      if (named == nullptr) continue;
      const std::string name = "variable " + quoted("$" + std::string(variable.name.text));
      if (!named->is_input()) {
        context.report(name + " cannot be of type " + quoted(language::print(variable.type)) +
                           ", which is no input type",
                       {variable.type.offset});
      } else if (!variable_type(context.schema(), variable.type)) {
        context.report(name + " nests more lists than any type of the schema",
                       {variable.type.offset});
      }
    }
  }
}

}  // namespace fraiseql::validation
