// VariablesInAllowedPosition (specification, section 5.8.5 "All Variable Usages Are
// Allowed"). A variable fits where its type is the place's or a stricter one; a nullable
// variable fits a non-null place if either has a default value that is not null. A field
// of a oneOf input object takes only a non-null variable; which objects count as oneOf
// rules/walk.cpp says.
#include "language/printer.hpp"
#include "validation/rules.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {
namespace {

// Whether every value of `given` is one of `wanted`. Input types have no subtypes but
// by nullability.
bool is_at_least(const schema::type_reference& given, const schema::type_reference& wanted) {
  return given.named == wanted.named && given.list_depth == wanted.list_depth &&
         (wanted.non_null & ~given.non_null) == 0;
}

bool is_allowed(const schema::type_reference& given,
                const language::variable_definition_node& variable, const variable_use& use) {
  const schema::type_reference& wanted = *use.type;
  if (!wanted.is_non_null() || given.is_non_null()) return is_at_least(given, wanted);
  const bool has_value = variable.default_value != nullptr &&
                         variable.default_value->kind != language::value_kind::null;
  return (has_value || use.has_default) && is_at_least(given, wanted.nullable());
}

struct typed_variable {
  const language::variable_definition_node* node = nullptr;
  std::optional<schema::type_reference> type = {};
};

void check(context& context, const typed_variable& variable, const variable_use& use) {
  const std::string described = "variable " + quoted("$" + std::string(use.node->text)) +
                                " of type " + quoted(language::print(variable.node->type));
  if (!is_allowed(*variable.type, *variable.node, use)) {
    context.report(
        described + " cannot be used where " + quoted(to_text(*use.type)) + " is expected",
        {variable.node->offset, use.node->offset});
  }
  if (use.one_of != nullptr && !variable.type->is_non_null()) {
    context.report(
        described + " must be non-null to be the one field of " + quoted(use.one_of->name),
        {variable.node->offset, use.node->offset});
  }
}

}  // namespace

void variables_in_allowed_position(context& context) {
  for (const definition& one : context.operations) {
    if (one.operation->variables.empty()) continue;
    std::unordered_map<std::string_view, typed_variable> variables;
    for (const auto& node : one.operation->variables) {
      variables.insert_or_assign(node.name.text,
                                 typed_variable{&node, variable_type(context.schema(), node.type)});
    }
    const auto parts = context.parts_of(one);
    for (const definition* part : parts) {
      for (const variable_use& use : part->variables) {
        if (context.is_full()) return;
        const auto found = variables.find(use.node->text);
        if (found == variables.end() || !found->second.type || !use.type) continue;
        check(context, found->second, use);
      }
    }
  }
}

}  // namespace fraiseql::validation
