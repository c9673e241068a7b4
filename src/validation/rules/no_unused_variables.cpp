// NoUnusedVariables: what an operation defines it uses, itself or in a fragment it
// reaches (specification, section 5.8.4 "All Variables Used").
#include <unordered_set>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void no_unused_variables(context& context) {
  for (const definition& one : context.operations) {
    if (one.operation->variables.empty()) continue;
    const auto parts = context.parts_of(one);
    if (context.is_full()) return;
    std::unordered_set<std::string_view> used;
    for (const definition* part : parts) {
      for (const variable_use& use : part->variables) used.insert(use.node->text);
    }
    const std::string_view name = one.operation->name.text;
    for (const auto& variable : one.operation->variables) {
      if (used.contains(variable.name.text)) continue;
      context.report("variable " + quoted("$" + std::string(variable.name.text)) +
                         " is never used" + (name.empty() ? "" : " in operation " + quoted(name)),
                     {variable.offset});
    }
  }
}

}  // namespace fraiseql::validation
