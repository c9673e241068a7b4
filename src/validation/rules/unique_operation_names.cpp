// UniqueOperationNames (specification, section 5.2.2.1 "Operation Name Uniqueness").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_operation_names(context& context) {
  unique_names names(context, "operation named");
  for (const definition& one : context.operations) {
    if (!one.operation->name.text.empty()) names.add(one.operation->name);
  }
}

}  // namespace fraiseql::validation
