// ProvidedRequiredArguments (specification, section 5.4.3 "Required Arguments"). An
// argument given as null counts as given; ValuesOfCorrectType refuses the null.
#include <algorithm>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void provided_required_arguments(context& context) {
  for (const arguments_use& use : context.arguments) {
    const std::vector<schema::input_value>* declared = use.declared();
    if (declared == nullptr) continue;
    for (const schema::input_value& one : *declared) {
      if (!one.is_required()) continue;
      const bool given = std::ranges::any_of(use.nodes, [&](const language::argument_node& node) {
        return node.name.text == one.name;
      });
      if (given) continue;
      context.report("argument " + quoted(one.name) + " of type " + quoted(to_text(one.type)) +
                         " is required on " + use.describe(),
                     {use.offset});
    }
  }
}

}  // namespace fraiseql::validation
