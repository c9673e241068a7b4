// Every kind of definition is written in the same order: keyword, name, interfaces,
// directives, body. So one function reads them all, and only the body differs. An extension
// is the same without description, and must add something.
#include "language/type_system_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace fraiseql::language {
namespace {

using enum type_system_kind;

// 3.13; FRAGMENT_VARIABLE_DEFINITION and DIRECTIVE_DEFINITION are known to graphql-js 17.
constexpr std::array<std::string_view, 21> directive_locations = {
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "FRAGMENT_VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
    "DIRECTIVE_DEFINITION",
};

std::optional<type_system_kind> kind_of(const token& keyword) {
  if (keyword.kind != token_kind::name) return {};
  for (const auto kind :
       {schema, scalar, object, interface, union_of, enumeration, input_object, directive}) {
    if (keyword.text == to_string(kind)) return kind;
  }
  return {};
}

bool is_bare(const type_system_node& node) {
  return node.directives.empty() && node.operation_types.empty() && node.interfaces.empty() &&
         node.fields.empty() && node.members.empty() && node.values.empty() &&
         node.input_fields.empty();
}

}  // namespace

const type_system_node* type_system_parser::parse_type_system_definition(
    const description_node& description, std::uint32_t offset) {
  const bool is_extension = !description.present && accept_keyword("extend");
  const auto kind = kind_of(current());
  if (!kind) {
    if (is_extension) fail_unexpected(current());
    return nullptr;
  }
  advance();
  auto* node = memory_.make<type_system_node>();
  node->kind = *kind;
  node->is_extension = is_extension;
  node->description = description;
  node->offset = offset;
  parse_head(*node);
  parse_body(*node);
  if (is_extension && is_bare(*node)) {
    fail(current().offset, fmt::format("the extension adds nothing, write directives or members "
                                       "behind its name, found {}",
                                       describe(current())));
  }
  return node;
}

void type_system_parser::parse_head(type_system_node& node) {
  if (node.kind == directive) expect(token_kind::at);
  if (node.kind != schema) node.name = parse_name();
  if (node.kind == directive && !node.is_extension) node.arguments = parse_argument_definitions();
  if ((node.kind == object || node.kind == interface) && accept_keyword("implements")) {
    node.interfaces =
        parse_delimited<name_node>(token_kind::ampersand, [this] { return parse_name(); });
  }
  node.directives = parse_directives(value_context::constant);
}

void type_system_parser::parse_body(type_system_node& node) {
  using enum token_kind;
  switch (node.kind) {
    case schema: {
      const auto parse = [this] { return parse_operation_type(); };
      node.operation_types =
          node.is_extension
              ? parse_optional_many<operation_type_node>(left_brace, parse, right_brace)
              : parse_many<operation_type_node>(left_brace, parse, right_brace);
      return;
    }
    case scalar: return;
    case object:
    case interface:
      node.fields = parse_optional_many<field_definition_node>(
          left_brace, [this] { return parse_field_definition(); }, right_brace);
      return;
    case union_of:
      if (!accept(equals)) return;
      node.members = parse_delimited<name_node>(pipe, [this] { return parse_name(); });
      return;
    case enumeration:
      node.values = parse_optional_many<enum_value_definition_node>(
          left_brace, [this] { return parse_enum_value_definition(); }, right_brace);
      return;
    case input_object:
      node.input_fields = parse_optional_many<input_value_definition_node>(
          left_brace, [this] { return parse_input_value_definition(); }, right_brace);
      return;
    case directive:
      if (!node.is_extension) parse_directive_body(node);
      return;
  }
}

void type_system_parser::parse_directive_body(type_system_node& node) {
  node.is_repeatable = accept_keyword("repeatable");
  expect_keyword("on");
  node.locations =
      parse_delimited<name_node>(token_kind::pipe, [this] { return parse_directive_location(); });
}

operation_type_node type_system_parser::parse_operation_type() {
  operation_type_node operation;
  const name_node keyword = parse_name();
  operation.offset = keyword.offset;
  if (keyword.text == "mutation") {
    operation.kind = operation_kind::mutation;
  } else if (keyword.text == "subscription") {
    operation.kind = operation_kind::subscription;
  } else if (keyword.text != "query") {
    fail(keyword.offset, fmt::format(R"(expected "query", "mutation" or "subscription", found {})",
                                     describe({token_kind::name, keyword.offset, keyword.text})));
  }
  expect(token_kind::colon);
  operation.type = parse_name();
  return operation;
}

field_definition_node type_system_parser::parse_field_definition() {
  field_definition_node field;
  field.offset = current().offset;
  field.description = parse_description();
  field.name = parse_name();
  field.arguments = parse_argument_definitions();
  expect(token_kind::colon);
  field.type = parse_type();
  field.directives = parse_directives(value_context::constant);
  return field;
}

std::span<const input_value_definition_node> type_system_parser::parse_argument_definitions() {
  return parse_optional_many<input_value_definition_node>(
      token_kind::left_parenthesis, [this] { return parse_input_value_definition(); },
      token_kind::right_parenthesis);
}

input_value_definition_node type_system_parser::parse_input_value_definition() {
  input_value_definition_node input;
  input.offset = current().offset;
  input.description = parse_description();
  input.name = parse_name();
  expect(token_kind::colon);
  input.type = parse_type();
  if (accept(token_kind::equals)) {
    input.default_value = memory_.make<value_node>(parse_value(value_context::constant));
  }
  input.directives = parse_directives(value_context::constant);
  return input;
}

// The reserved names would be read as other values where one is written.
enum_value_definition_node type_system_parser::parse_enum_value_definition() {
  enum_value_definition_node value;
  value.offset = current().offset;
  value.description = parse_description();
  for (const std::string_view reserved : {"true", "false", "null"}) {
    if (!at_keyword(reserved)) continue;
    fail(current().offset,
         fmt::format("\"{}\" is reserved, give the enum value another name", reserved));
  }
  value.name = parse_name();
  value.directives = parse_directives(value_context::constant);
  return value;
}

name_node type_system_parser::parse_directive_location() {
  const name_node name = parse_name();
  if (std::ranges::find(directive_locations, name.text) == directive_locations.end()) {
    fail(name.offset, fmt::format("unknown directive location {}",
                                  describe({token_kind::name, name.offset, name.text})));
  }
  return name;
}

}  // namespace fraiseql::language
