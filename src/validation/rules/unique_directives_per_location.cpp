// UniqueDirectivesPerLocation (specification, section 5.7.3 "Directives Are Unique per
// Location"). Every further one is an error that shows it beside the first; directives
// that nobody knows may repeat. A definition and its extensions are one location.
#include <map>

#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

enum class owner_kind : std::uint8_t { schema, type, directive };
using owner = std::pair<owner_kind, std::string_view>;
using first_uses = std::unordered_map<std::string_view, std::uint32_t>;

owner owner_of(const language::type_system_node& node) {
  if (node.kind == language::type_system_kind::schema) return {owner_kind::schema, {}};
  if (node.kind == language::type_system_kind::directive) {
    return {owner_kind::directive, node.name.text};
  }
  return {owner_kind::type, node.name.text};
}

}  // namespace

void unique_directives_per_location(context& context) {
  std::map<owner, first_uses> of_definitions;
  for (const directives_use& use : context.directives) {
    if (use.nodes.size() < 2 && use.definition == nullptr) continue;
    first_uses of_this;
    first_uses& first =
        use.definition == nullptr ? of_this : of_definitions[owner_of(*use.definition)];
    for (const language::directive_node& node : use.nodes) {
      const known_directive* known = context.find_directive(node.name.text);
      if (known == nullptr || known->is_repeatable) continue;
      const auto [entry, is_new] = first.try_emplace(node.name.text, node.offset);
      if (is_new) continue;
      context.report(
          "directive " + quoted("@" + std::string(known->name)) + " can be used only once here",
          {entry->second, node.offset});
    }
  }
}

}  // namespace fraiseql::validation
