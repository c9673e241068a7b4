// UniqueEnumValueNames: an enum with its extensions defines each value once (specification,
// section 3.9 "Enums").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_enum_value_names(context& context) {
  std::unordered_map<std::string_view, unique_names> by_type;
  for (const language::type_system_node* node : context.type_system()) {
    if (node->kind != language::type_system_kind::enumeration) continue;
    auto& names =
        by_type
            .try_emplace(node->name.text, context, "value of " + quoted(node->name.text) + " named")
            .first->second;
    for (const language::enum_value_definition_node& one : node->values) names.add(one.name);
  }
}

}  // namespace fraiseql::validation
