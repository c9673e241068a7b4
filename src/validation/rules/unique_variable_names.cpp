// UniqueVariableNames (specification, section 5.8.1 "Variable Uniqueness").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_variable_names(context& context) {
  for (const definition& one : context.operations) {
    std::vector<language::name_node> names;
    for (const auto& variable : one.operation->variables) names.push_back(variable.name);
    report_duplicates(context, names, "variable");
  }
}

}  // namespace fraiseql::validation
