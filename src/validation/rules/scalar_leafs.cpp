// ScalarLeafs: fields of scalar and enumeration types end a selection, others never do
// (specification, section 5.3.3 "Leaf Field Selections").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void scalar_leafs(context& context) {
  for (const field_use& use : context.fields) {
    if (use.definition == nullptr) continue;
    const language::selection_set_node& set = use.node->selection_set;
    const std::string_view name = use.definition->name;
    if (use.definition->type.named->is_leaf() == !set.present) continue;
    const std::string field =
        "field " + quoted(name) + " of type " + quoted(to_text(use.definition->type));
    if (set.present) {
      context.report(field + " has no fields to select; remove the braces behind it", {set.offset});
    } else {
      context.report(field + " needs a selection of fields: " + std::string(name) + " { ... }",
                     {use.node->offset});
    }
  }
}

}  // namespace fraiseql::validation
