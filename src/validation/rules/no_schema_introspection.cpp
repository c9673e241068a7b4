// NoSchemaIntrospectionCustom: a server that keeps its schema to itself answers no `__schema`
// and no `__type` (specification, section 4.2 "Schema Introspection"). Only where asked for.
#include "validation/rules.hpp"

namespace fraiseql::validation {

void no_schema_introspection(context& context) {
  if (context.options().introspection == introspection::allowed) return;
  for (const field_use& use : context.fields) {
    if (context.is_full()) return;
    if (use.parent == nullptr || use.definition == nullptr) continue;
    const bool is_meta_field = use.parent->find_field(use.definition->name) == nullptr;
    if (!is_meta_field || use.definition->name == "__typename") continue;
    context.report(
        "introspection is off on this server: " + quoted(use.node->name.text) + " is not answered",
        {use.node->offset});
  }
}

}  // namespace fraiseql::validation
