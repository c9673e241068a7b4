// UniqueArgumentDefinitionNames: a field or directive defines each argument once
// (specification, sections 3.6.1 "Field Arguments" and 3.13 "Directives").
#include "validation/rules.hpp"

namespace fraiseql::validation {
namespace {

void check(context& context, std::span<const language::input_value_definition_node> arguments,
           const std::string& owner) {
  if (arguments.size() < 2) return;
  std::vector<language::name_node> names;
  for (const language::input_value_definition_node& one : arguments) names.push_back(one.name);
  report_duplicates(context, names, "argument of " + owner);
}

}  // namespace

void unique_argument_definition_names(context& context) {
  for (const language::type_system_node* node : context.type_system()) {
    const std::string name(node->name.text);
    check(context, node->arguments, quoted("@" + name));
    for (const language::field_definition_node& one : node->fields) {
      check(context, one.arguments, quoted(name + "." + std::string(one.name.text)));
    }
  }
}

}  // namespace fraiseql::validation
