// UniqueOperationNames (specification, section 5.2.2.1 "Operation Name Uniqueness").
// Every further operation of a name is an error that shows it beside the first.
#include "validation/rules.hpp"

namespace fraiseql::validation {

void unique_operation_names(context& context) {
  std::unordered_map<std::string_view, std::uint32_t> first;
  for (const definition& one : context.operations) {
    const language::name_node& name = one.operation->name;
    if (name.text.empty()) continue;
    const auto [entry, is_new] = first.try_emplace(name.text, name.offset);
    if (is_new) continue;
    context.report("there can be only one operation named " + quoted(name.text),
                   {entry->second, name.offset});
  }
}

}  // namespace fraiseql::validation
