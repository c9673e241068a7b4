// UniqueTypeNames (specification, section 3 "Type System": all types have unique names).
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_type_names(context& context) {
  unique_names names(context, "type named");
  for (const language::type_system_node* node : context.type_system()) {
    if (is_type_definition(*node)) names.add(node->name);
  }
}

}  // namespace fraiseql::validation
