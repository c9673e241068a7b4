// UniqueDirectiveNames (specification, section 3 "Type System": all directives have unique
// names).
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_directive_names(context& context) {
  unique_names names(context, "directive named");
  for (const language::type_system_node* node : context.type_system()) {
    if (node->kind == language::type_system_kind::directive && !node->is_extension) {
      names.add(node->name);
    }
  }
}

}  // namespace fraiseql::validation
