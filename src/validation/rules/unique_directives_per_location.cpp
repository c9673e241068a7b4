// UniqueDirectivesPerLocation (specification, section 5.7.3 "Directives Are Unique per
// Location"). Every further one is an error that shows it beside the first; directives
// the schema does not know may repeat.
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_directives_per_location(context& context) {
  for (const directives_use& use : context.directives) {
    if (use.nodes.size() < 2) continue;
    std::unordered_map<std::string_view, std::uint32_t> first;
    for (const language::directive_node& node : use.nodes) {
      const schema::directive* known = context.schema().find_directive(node.name.text);
      if (known == nullptr || known->is_repeatable) continue;
      const auto [entry, is_new] = first.try_emplace(node.name.text, node.offset);
      if (is_new) continue;
      context.report("directive " + quoted("@" + known->name) + " can be used only once here",
                     {entry->second, node.offset});
    }
  }
}

}  // namespace fraiseql::validation
