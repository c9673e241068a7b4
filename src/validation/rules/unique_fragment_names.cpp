// UniqueFragmentNames (specification, section 5.5.1.1 "Fragment Name Uniqueness").
// Every further fragment of a name is an error that shows it beside the first.
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_fragment_names(context& context) {
  std::unordered_map<std::string_view, std::uint32_t> first;
  for (const definition& one : context.fragments) {
    const language::name_node& name = one.fragment->name;
    const auto [entry, is_new] = first.try_emplace(name.text, name.offset);
    if (is_new) continue;
    context.report("there can be only one fragment named " + quoted(name.text),
                   {entry->second, name.offset});
  }
}

}  // namespace fraiseql::validation
