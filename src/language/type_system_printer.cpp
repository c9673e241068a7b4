// Definitions and extensions of a type system (section 3). All kinds are printed by one
// function, in the order in which the grammar has their parts: what a kind has not is empty.
#include <fmt/format.h>

#include "language/canonical_text.hpp"

namespace fraiseql::language {
namespace {

// `before A separator B`, or nothing.
void put_names(canonical_text& to, std::string_view before, std::span<const name_node> names,
               std::string_view separator) {
  for (const name_node& name : names) {
    to.put(std::exchange(before, separator));
    to.put(name.text);
  }
}

template <class Nodes, class Put>
void put_block(canonical_text& to, const Nodes& nodes, Put put_node) {
  if (nodes.empty()) return;
  to.put(" ");
  to.put_lines("{", nodes, [&](const auto& node) { put_node(to, node); }, "}");
}

void put_operation_type(canonical_text& to, const operation_type_node& operation) {
  to.put(fmt::format("{}: {}", to_string(operation.kind), operation.type.text));
}

void put_input_value(canonical_text& to, const input_value_definition_node& input) {
  to.put_description(input.description);
  to.put(input.name.text);
  to.put(": ");
  to.put_type(input.type);
  if (input.default_value != nullptr) {
    to.put(" = ");
    to.put_value(*input.default_value);
  }
  to.put_directives(input.directives);
}

void put_arguments(canonical_text& to, std::span<const input_value_definition_node> arguments) {
  to.put_definitions(printed_each(arguments, put_input_value), 1);
}

void put_field(canonical_text& to, const field_definition_node& field) {
  to.put_description(field.description);
  to.put(field.name.text);
  put_arguments(to, field.arguments);
  to.put(": ");
  to.put_type(field.type);
  to.put_directives(field.directives);
}

void put_enum_value(canonical_text& to, const enum_value_definition_node& value) {
  to.put_description(value.description);
  to.put(value.name.text);
  to.put_directives(value.directives);
}

}  // namespace

void put_type_system(canonical_text& to, const type_system_node& node) {
  to.put_description(node.description);
  if (node.is_extension) to.put("extend ");
  to.put(to_string(node.kind));
  if (node.kind != type_system_kind::schema) {
    to.put(node.kind == type_system_kind::directive ? " @" : " ");
    to.put(node.name.text);
  }
  put_arguments(to, node.arguments);
  put_names(to, " implements ", node.interfaces, " & ");
  to.put_directives(node.directives);
  if (node.is_repeatable) to.put(" repeatable");
  put_names(to, " on ", node.locations, " | ");
  put_names(to, " = ", node.members, " | ");
  put_block(to, node.operation_types, put_operation_type);
  put_block(to, node.fields, put_field);
  put_block(to, node.values, put_enum_value);
  put_block(to, node.input_fields, put_input_value);
}

}  // namespace fraiseql::language
