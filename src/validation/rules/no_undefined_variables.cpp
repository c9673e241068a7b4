// NoUndefinedVariables: each operation defines what it and the fragments it reaches use
// (specification, section 5.8.3 "All Variable Uses Defined").
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void no_undefined_variables(context& context) {
  for (const definition& one : context.operations) {
    const auto parts = context.parts_of(one);
    if (context.is_full()) return;
    std::unordered_set<std::string_view> defined;
    for (const auto& variable : one.operation->variables) defined.insert(variable.name.text);
    const std::string_view name = one.operation->name.text;
    for (const definition* part : parts) {
      for (const variable_use& use : part->variables) {
        if (context.is_full() || defined.contains(use.node->text)) continue;
        context.report("variable " + quoted("$" + std::string(use.node->text)) +
                           " is not defined by " +
                           (name.empty() ? "the operation" : "operation " + quoted(name)),
                       {use.node->offset, one.operation->offset});
      }
    }
  }
}

}  // namespace fraiseql::validation
