// KnownArgumentNames, and KnownArgumentNamesOnDirectives for type systems (specification,
// section 5.4.1 "Argument Names").
#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

bool is_known(context& context, const arguments_use& use, std::string_view name) {
  return use.field != nullptr ? context.find_input(use.field->arguments, name) != nullptr
                              : context.find_argument(*use.directive, name) != nullptr;
}

std::vector<std::string_view> names_of(const arguments_use& use) {
  std::vector<std::string_view> names;
  if (use.field != nullptr) {
    for (const schema::input_value& one : use.field->arguments) names.emplace_back(one.name);
  } else {
    for (const directive_argument& one : use.directive->arguments) names.push_back(one.name);
  }
  return names;
}

}  // namespace

void known_argument_names(context& context) {
  for (const arguments_use& use : context.arguments) {
    if (use.field == nullptr && use.directive == nullptr) continue;
    for (const language::argument_node& node : use.nodes) {
      if (context.is_full()) return;
      if (is_known(context, use, node.name.text)) continue;
      context.report("unknown argument " + quoted(node.name.text) + " on " + use.describe() +
                         context.suggest(node.name.text, names_of(use)),
                     {node.name.offset});
    }
  }
}

}  // namespace fraiseql::validation
