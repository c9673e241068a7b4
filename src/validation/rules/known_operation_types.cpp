// KnownOperationTypes: the schema has a root type for each operation (specification,
// section 5.2.1.1 "Operation Type Existence").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_operation_types(context& context) {
  for (const definition& one : context.operations) {
    const language::operation_kind kind = one.operation->kind;
    if (context.root_type(kind) != nullptr) continue;
    context.report("the schema has no " + std::string(to_string(kind)) + " operations",
                   {one.operation->offset});
  }
}

}  // namespace fraiseql::validation
