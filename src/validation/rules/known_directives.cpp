// KnownDirectives (specification, sections 5.7.1 "Directives Are Defined" and 5.7.2
// "Directives Are in Valid Locations").
#include <algorithm>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

std::vector<std::string_view> directive_names(const schema::schema& schema) {
  std::vector<std::string_view> names;
  for (const schema::directive& one : schema.directives()) names.emplace_back(one.name);
  return names;
}

}  // namespace

void known_directives(context& context) {
  for (const directives_use& use : context.directives) {
    if (context.is_full()) return;
    for (const language::directive_node& node : use.nodes) {
      const schema::directive* known = context.schema().find_directive(node.name.text);
      const std::string name = "directive " + quoted("@" + std::string(node.name.text));
      if (known == nullptr) {
        context.report(
            "unknown " + name + context.suggest(node.name.text, directive_names(context.schema())),
            {node.offset});
      } else if (std::ranges::find(known->locations, use.location) == known->locations.end()) {
        context.report(name + " cannot be used on " + std::string(use.location), {node.offset});
      }
    }
  }
}

}  // namespace fraiseql::validation
