// KnownDirectives (specification, sections 5.7.1 "Directives Are Defined" and 5.7.2
// "Directives Are in Valid Locations").
#include <algorithm>

#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_directives(context& context) {
  for (const directives_use& use : context.directives) {
    for (const language::directive_node& node : use.nodes) {
      if (context.is_full()) return;
      const known_directive* known = context.find_directive(node.name.text);
      const std::string name = "directive " + quoted("@" + std::string(node.name.text));
      if (known == nullptr) {
        std::string hint = context.suggest(node.name.text, context.directive_names());
        if (!hint.empty()) hint.insert(hint.find('"') + 1, 1, '@');
        context.report("unknown " + name + hint, {node.offset});
      } else if (std::ranges::find(known->locations, use.location) == known->locations.end()) {
        context.report(name + " cannot be used on " + std::string(use.location), {node.offset});
      }
    }
  }
}

}  // namespace fraiseql::validation
