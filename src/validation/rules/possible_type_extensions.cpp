// PossibleTypeExtensions: what extends a type extends one that the document defines, of the
// same kind (specification, sections 3.5.3, 3.6.3, 3.7.1, 3.8.1, 3.9.1 and 3.10.1, each
// "... Extensions").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void possible_type_extensions(context& context) {
  for (const language::type_system_node* node : context.type_system()) {
    if (!node->is_extension || node->kind == language::type_system_kind::schema ||
        node->kind == language::type_system_kind::directive) {
      continue;
    }
    if (context.is_full()) return;
    const language::name_node& name = node->name;
    const language::type_system_node* defined = context.defined_type(name.text);
    if (defined == nullptr) {
      context.report("type " + quoted(name.text) + " cannot be extended, it is not defined" +
                         context.suggest(name.text, context.all_type_names()),
                     {name.offset});
    } else if (defined->kind != node->kind && context.is_prelude(*defined)) {
      context.report("type " + quoted(name.text) + " is defined elsewhere with \"" +
                         std::string(to_string(defined->kind)) + "\"",
                     {node->offset});
    } else if (defined->kind != node->kind) {
      context.report("type " + quoted(name.text) + " is defined with \"" +
                         std::string(to_string(defined->kind)) + "\"; write \"extend " +
                         std::string(to_string(defined->kind)) + "\"",
                     {defined->offset, node->offset});
    }
  }
}

}  // namespace fraiseql::validation
