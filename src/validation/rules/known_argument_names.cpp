// KnownArgumentNames (specification, section 5.4.1 "Argument Names").
#include <algorithm>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_argument_names(context& context) {
  for (const arguments_use& use : context.arguments) {
    if (context.is_full()) return;
    const std::vector<schema::input_value>* declared = use.declared();
    if (declared == nullptr) continue;
    for (const language::argument_node& node : use.nodes) {
      if (std::ranges::find(*declared, node.name.text, &schema::input_value::name) !=
          declared->end()) {
        continue;
      }
      std::vector<std::string_view> known;
      for (const schema::input_value& one : *declared) known.emplace_back(one.name);
      context.report("unknown argument " + quoted(node.name.text) + " on " + use.describe() +
                         context.suggest(node.name.text, known),
                     {node.name.offset});
    }
  }
}

}  // namespace fraiseql::validation
