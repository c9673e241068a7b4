// LoneSchemaDefinition: a document defines its schema at most once (specification, section
// 3.3 "Schema").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void lone_schema_definition(context& context) {
  std::size_t found = 0;
  for (const language::type_system_node* node : context.type_system()) {
    if (node->kind != language::type_system_kind::schema || node->is_extension) continue;
    if (++found > 1) {
      context.report(
          "there can be only one schema definition; write \"extend schema\" to add to it",
          {node->offset});
    }
  }
}

}  // namespace fraiseql::validation
