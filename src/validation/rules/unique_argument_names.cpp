// UniqueArgumentNames (specification, section 5.4.2 "Argument Uniqueness").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_argument_names(context& context) {
  for (const arguments_use& use : context.arguments) {
    std::vector<language::name_node> names;
    for (const language::argument_node& node : use.nodes) names.push_back(node.name);
    report_duplicates(context, names, "argument");
  }
}

}  // namespace fraiseql::validation
