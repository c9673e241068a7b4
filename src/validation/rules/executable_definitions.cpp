// ExecutableDefinitions: a request holds operations and fragments alone (specification,
// section 5.1.1 "Executable Definitions").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void executable_definitions(context& context) {
  for (const language::type_system_node* node : context.type_system()) {
    const std::string name = node->name.text.empty() ? "the schema" : quoted(node->name.text);
    context.report(name + " cannot be " + (node->is_extension ? "extended" : "defined") +
                       " here, only operations and fragments can be run",
                   {node->offset});
  }
}

}  // namespace fraiseql::validation
