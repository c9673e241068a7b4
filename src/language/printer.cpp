// Every node becomes a string of its own, printed as if at the margin, and its container
// indents it: simple rather than fast, since nothing prints on the way of a request. Each
// rule is graphql-js's: what goes past 80 UTF-16 code units is broken into lines, and a query of
// nothing but a selection set loses its keyword.
#include "language/printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "language/block_string.hpp"

namespace fraiseql::language {
namespace {

constexpr std::size_t max_line_length = 80;

// graphql-js indents the lines of block strings too; their value does not change by it.
std::string indented(std::string_view text) {
  std::string deeper = "  ";
  for (const char c : text) {
    deeper += c;
    if (c == '\n') deeper += "  ";
  }
  return deeper;
}

std::string join(const std::vector<std::string>& items, std::string_view separator) {
  return fmt::format("{}", fmt::join(items, separator));
}

std::string in_lines(std::string_view open, const std::vector<std::string>& items,
                     std::string_view close) {
  return fmt::format("{}\n{}\n{}", open, indented(join(items, "\n")), close);
}

// What `items` take on one line, separated by commas.
std::size_t length_in_line(const std::vector<std::string>& items) {
  std::size_t length = items.empty() ? 0 : 2 * (items.size() - 1);
  for (const std::string& item : items) length += utf16_length(item);
  return length;
}

// `print_item` of each node.
template <class Nodes, class Print>
std::vector<std::string> texts(const Nodes& nodes, Print print_item) {
  std::vector<std::string> printed;
  printed.reserve(nodes.size());
  for (const auto& node : nodes) printed.push_back(print_item(node));
  return printed;
}

std::string print_string(std::string_view text) {
  std::string literal = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    switch (byte) {
      case '\b': literal += "\\b"; continue;
      case '\t': literal += "\\t"; continue;
      case '\n': literal += "\\n"; continue;
      case '\f': literal += "\\f"; continue;
      case '\r': literal += "\\r"; continue;
      case '"': literal += "\\\""; continue;
      case '\\': literal += "\\\\"; continue;
      default: break;
    }
    if (byte < 0x20 || byte == 0x7F) {
      literal += fmt::format("\\u{:04X}", byte);
    } else if (byte == 0xC2 && next <= 0x9F) {  // U+0080 to U+009F
      literal += fmt::format("\\u{:04X}", next);
      ++i;
    } else {
      literal += text[i];
    }
  }
  return literal + "\"";
}

std::string print_argument(const argument_node& argument) {
  return fmt::format("{}: {}", argument.name.text, print(argument.value));
}

std::string print_directive(const directive_node& directive) {
  std::string text = fmt::format("@{}", directive.name.text);
  if (directive.arguments.empty()) return text;
  return text + "(" + join(texts(directive.arguments, print_argument), ", ") + ")";
}

// Each with a space before it.
std::string print_directives(std::span<const directive_node> directives) {
  std::string text;
  for (const directive_node& directive : directives) text += " " + print_directive(directive);
  return text;
}

std::string print_description(const description_node& description) {
  if (!description.present) return {};
  return (description.is_block ? print_block_string(description.text)
                               : print_string(description.text)) +
         "\n";
}

std::string print_variable_definition(const variable_definition_node& variable) {
  std::string text = print_description(variable.description);
  text += fmt::format("${}: {}", variable.name.text, print(variable.type));
  if (variable.default_value != nullptr) text += " = " + print(*variable.default_value);
  return text + print_directives(variable.directives);
}

std::string print_selection(const selection_node& selection);

std::string print_selection_set(const selection_set_node& set) {
  if (set.selections.empty()) return "{}";
  return in_lines("{", texts(set.selections, print_selection), "}");
}

std::string print_field(const field_node& field) {
  std::string text;
  if (!field.alias.text.empty()) text += fmt::format("{}: ", field.alias.text);
  text += field.name.text;
  if (!field.arguments.empty()) {
    const auto arguments = texts(field.arguments, print_argument);
    const bool fits = text.size() + length_in_line(arguments) + 2 <= max_line_length;
    text += fits ? "(" + join(arguments, ", ") + ")" : in_lines("(", arguments, ")");
  }
  text += print_directives(field.directives);
  if (field.selection_set.present) text += " " + print_selection_set(field.selection_set);
  return text;
}

std::string print_inline_fragment(const inline_fragment_node& fragment) {
  std::string text = "...";
  if (!fragment.type_condition.text.empty()) {
    text += fmt::format(" on {}", fragment.type_condition.text);
  }
  return text + print_directives(fragment.directives) + " " +
         print_selection_set(fragment.selection_set);
}

std::string print_selection(const selection_node& selection) {
  if (const auto* const* field = std::get_if<const field_node*>(&selection)) {
    return print_field(**field);
  }
  if (const auto* const* spread = std::get_if<const fragment_spread_node*>(&selection)) {
    return fmt::format("...{}{}", (*spread)->name.text, print_directives((*spread)->directives));
  }
  return print_inline_fragment(*std::get<const inline_fragment_node*>(selection));
}

std::string print_variable_definitions(const operation_node& operation) {
  if (operation.variables.empty()) return {};
  const auto variables = texts(operation.variables, print_variable_definition);
  const bool one_line = std::ranges::none_of(
      variables, [](const std::string& text) { return text.find('\n') != std::string::npos; });
  if (one_line) return "(" + join(variables, ", ") + ")";
  return "(\n" + join(variables, "\n") + "\n)";
}

std::string print_operation(const operation_node& operation) {
  std::string text = print_description(operation.description);
  text += to_string(operation.kind);
  const std::string variables = print_variable_definitions(operation);
  if (!operation.name.text.empty() || !variables.empty()) text += " ";
  text += operation.name.text;
  text += variables;
  text += print_directives(operation.directives);
  if (text == "query") return print_selection_set(operation.selection_set);
  return text + " " + print_selection_set(operation.selection_set);
}

std::string print_fragment(const fragment_node& fragment) {
  return print_description(fragment.description) +
         fmt::format("fragment {} on {}", fragment.name.text, fragment.type_condition.text) +
         print_directives(fragment.directives) + " " + print_selection_set(fragment.selection_set);
}

}  // namespace

std::string print(const document& document) {
  std::vector<std::string> definitions;
  auto fragment = document.fragments().begin();
  const auto fragments_end = document.fragments().end();
  for (const operation_node* operation : document.operations()) {
    for (; fragment != fragments_end && (*fragment)->offset < operation->offset; ++fragment) {
      definitions.push_back(print_fragment(**fragment));
    }
    definitions.push_back(print_operation(*operation));
  }
  for (; fragment != fragments_end; ++fragment) definitions.push_back(print_fragment(**fragment));
  return join(definitions, "\n\n");
}

std::string print(const value_node& value) {
  switch (value.kind) {
    case value_kind::variable: return fmt::format("${}", value.text);
    case value_kind::string:
      return value.is_block ? print_block_string(value.text) : print_string(value.text);
    case value_kind::list: {
      const auto items = texts(value.items, [](const value_node& item) { return print(item); });
      if (2 + length_in_line(items) > max_line_length) return in_lines("[", items, "]");
      return "[" + join(items, ", ") + "]";
    }
    case value_kind::object: {
      const auto fields = texts(value.fields, [](const object_field_node& field) {
        return fmt::format("{}: {}", field.name.text, print(field.value));
      });
      if (4 + length_in_line(fields) > max_line_length) return in_lines("{", fields, "}");
      return "{ " + join(fields, ", ") + " }";
    }
    case value_kind::integer:
    case value_kind::floating:
    case value_kind::boolean:
    case value_kind::null:
    case value_kind::enumeration: return std::string(value.text);
  }
  return {};
}

std::string print(const type_node& type) {
  switch (type.kind) {
    case type_node_kind::named: return std::string(type.name);
    case type_node_kind::list: return "[" + print(*type.of) + "]";
    case type_node_kind::non_null: return print(*type.of) + "!";
  }
  return {};
}

}  // namespace fraiseql::language
