// FragmentsOnCompositeTypes (specification, section 5.5.1.3 "Fragments on Object,
// Interface or Union Types").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void fragments_on_composite_types(context& context) {
  for (const condition_use& use : context.conditions) {
    if (use.type->is_composite()) continue;
    const std::string fragment = use.fragment == nullptr
                                     ? "an inline fragment"
                                     : "fragment " + quoted(use.fragment->name.text);
    context.report(fragment + " cannot be on type " + quoted(use.type->name) +
                       ", which has no fields to select",
                   {use.node->offset});
  }
}

}  // namespace fraiseql::validation
