// LoneAnonymousOperation: an operation without a name stands alone (specification,
// section 5.2.3.1 "Lone Anonymous Operation").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void lone_anonymous_operation(context& context) {
  if (context.operations.size() < 2) return;
  for (const definition& one : context.operations) {
    if (!one.operation->name.text.empty()) continue;
    context.report("an anonymous operation must be the only one of its document; give it a name",
                   {one.operation->offset});
  }
}

}  // namespace fraiseql::validation
