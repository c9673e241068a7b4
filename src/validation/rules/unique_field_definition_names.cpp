// UniqueFieldDefinitionNames: a type with its extensions defines each field once
// (specification, sections 3.6 "Objects", 3.7 "Interfaces" and 3.10 "Input Objects").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_field_definition_names(context& context) {
  std::unordered_map<std::string_view, unique_names> by_type;
  for (const language::type_system_node* node : context.type_system()) {
    if (node->fields.empty() && node->input_fields.empty()) continue;
    auto& names =
        by_type
            .try_emplace(node->name.text, context, "field of " + quoted(node->name.text) + " named")
            .first->second;
    for (const language::field_definition_node& one : node->fields) names.add(one.name);
    for (const language::input_value_definition_node& one : node->input_fields) names.add(one.name);
  }
}

}  // namespace fraiseql::validation
