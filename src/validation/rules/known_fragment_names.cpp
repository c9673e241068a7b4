// KnownFragmentNames (specification, section 5.5.2.1 "Fragment Spread Target Defined").
#include "validation/rules.hpp"

namespace fraiseql::validation {

void known_fragment_names(context& context) {
  for (const spread_use& use : context.spreads) {
    if (context.is_full()) return;
    const language::name_node& name = use.node->name;
    if (context.find_fragment(name.text) != nullptr) continue;
    std::vector<std::string_view> known;
    for (const definition& one : context.fragments) known.push_back(one.fragment->name.text);
    context.report("unknown fragment " + quoted(name.text) + context.suggest(name.text, known),
                   {name.offset});
  }
}

}  // namespace fraiseql::validation
