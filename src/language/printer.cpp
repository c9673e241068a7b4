// The executable definitions and the doors of the printer, on top of canonical_text.hpp. A query
// of nothing but a selection set loses its keyword, as in graphql-js; only behind a
// definition that would take the selection set for its own body does it keep it.
#include "language/printer.hpp"

#include <fmt/format.h>

#include "language/canonical_text.hpp"

namespace fraiseql::language {
namespace {

void put_selection(canonical_text& to, const selection_node& selection);

void put_selection_set(canonical_text& to, const selection_set_node& set) {
  if (set.selections.empty()) return to.put("{}");
  to.put_lines("{", set.selections, [&](const auto& each) { put_selection(to, each); }, "}");
}

void put_node(canonical_text& to, const field_node& field) {
  if (field.alias.text.empty()) {
    to.put_call(field.name.text, field.arguments);
  } else {
    to.put_call(fmt::format("{}: {}", field.alias.text, field.name.text), field.arguments);
  }
  to.put_directives(field.directives);
  if (!field.selection_set.present) return;
  to.put(" ");
  put_selection_set(to, field.selection_set);
}

void put_node(canonical_text& to, const fragment_spread_node& spread) {
  to.put("...");
  to.put(spread.name.text);
  to.put_directives(spread.directives);
}

void put_node(canonical_text& to, const inline_fragment_node& fragment) {
  to.put("...");
  if (!fragment.type_condition.text.empty()) {
    to.put(fmt::format(" on {}", fragment.type_condition.text));
  }
  to.put_directives(fragment.directives);
  to.put(" ");
  put_selection_set(to, fragment.selection_set);
}

void put_selection(canonical_text& to, const selection_node& selection) {
  std::visit([&](const auto* node) { put_node(to, *node); }, selection);
}

void put_variable(canonical_text& to, const variable_definition_node& variable) {
  to.put_description(variable.description);
  to.put(fmt::format("${}: ", variable.name.text));
  to.put_type(variable.type);
  if (variable.default_value != nullptr) {
    to.put(" = ");
    to.put_value(*variable.default_value);
  }
  to.put_directives(variable.directives);
}

// Whether braces behind the definition would be read as part of it.
bool awaits_braces(const definition_node& definition) {
  const auto* const* node = std::get_if<const type_system_node*>(&definition);
  if (node == nullptr) return false;
  switch ((*node)->kind) {
    case type_system_kind::schema: return (*node)->operation_types.empty();
    case type_system_kind::object:
    case type_system_kind::interface: return (*node)->fields.empty();
    case type_system_kind::enumeration: return (*node)->values.empty();
    case type_system_kind::input_object: return (*node)->input_fields.empty();
    case type_system_kind::scalar:
    case type_system_kind::union_of:
    case type_system_kind::directive: return false;
  }
  return false;
}

bool is_bare(const operation_node& operation) {
  return operation.kind == operation_kind::query && !operation.description.present &&
         operation.name.text.empty() && operation.variables.empty() && operation.directives.empty();
}

void put_node(canonical_text& to, const operation_node& operation) {
  if (!is_bare(operation)) {
    to.put_description(operation.description);
    to.put(to_string(operation.kind));
    if (!operation.name.text.empty() || !operation.variables.empty()) to.put(" ");
    to.put(operation.name.text);
    to.put_definitions(printed_each(operation.variables, put_variable), 0);
    to.put_directives(operation.directives);
    to.put(" ");
  }
  put_selection_set(to, operation.selection_set);
}

void put_node(canonical_text& to, const fragment_node& fragment) {
  to.put_description(fragment.description);
  to.put(fmt::format("fragment {} on {}", fragment.name.text, fragment.type_condition.text));
  to.put_directives(fragment.directives);
  to.put(" ");
  put_selection_set(to, fragment.selection_set);
}

void put_node(canonical_text& to, const type_system_node& definition) {
  put_type_system(to, definition);
}

}  // namespace

std::string print(const document& document) {
  canonical_text text;
  const definition_node* before = nullptr;
  for (const definition_node& definition : document.definitions()) {
    if (before != nullptr) text.put("\n\n");
    const auto* const* operation = std::get_if<const operation_node*>(&definition);
    const bool needs_keyword =
        before != nullptr && awaits_braces(*before) && operation != nullptr && is_bare(**operation);
    if (needs_keyword) text.put("query ");
    std::visit([&](const auto* node) { put_node(text, *node); }, definition);
    before = &definition;
  }
  return text.take();
}

std::string print(const value_node& value) {
  canonical_text text;
  text.put_value(value);
  return text.take();
}

std::string print(const type_node& type) {
  canonical_text text;
  text.put_type(type);
  return text.take();
}

std::string print(const schema_coordinate& coordinate) {
  std::string text(coordinate.is_directive ? "@" : "");
  text += coordinate.name.text;
  if (!coordinate.member.text.empty()) text += fmt::format(".{}", coordinate.member.text);
  if (!coordinate.argument.text.empty()) text += fmt::format("({}:)", coordinate.argument.text);
  return text;
}

}  // namespace fraiseql::language
