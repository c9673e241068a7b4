// UniqueOperationTypes: a schema with its extensions names one root type for each kind of
// operation (specification, section 3.3.1 "Root Operation Types").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_operation_types(context& context) {
  unique_names names(context, "root type for the operation");
  for (const language::type_system_node* node : context.type_system()) {
    for (const language::operation_type_node& one : node->operation_types) {
      names.add(to_string(one.kind), one.offset);
    }
  }
}

}  // namespace fraiseql::validation
