// Values first: a list, an object or the arguments of a field are tried on one line, and
// what does not fit gets a line for each item, where the items are tried anew.
#include "language/canonical_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/block_string.hpp"

namespace fraiseql::language {
namespace {

constexpr std::size_t max_line_length = 80;
// So many bytes of UTF-8 are more than max_line_length code units of UTF-16, even cut off.
constexpr std::size_t too_many_bytes = 3 * max_line_length + 1;

bool fits(std::string_view line) { return utf16_length(line) <= max_line_length; }

std::string quoted_string(std::string_view text) {
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

std::string string_literal(std::string_view text, bool is_block) {
  return is_block ? print_block_string(text) : quoted_string(text);
}

void append_flat(std::string& to, const value_node& value);

// Arguments or the fields of an object.
template <class Member>
void append_flat(std::string& to, std::span<const Member> members) {
  for (const Member& member : members) {
    if (to.size() >= too_many_bytes) return;
    if (&member != members.data()) to += ", ";
    to += member.name.text;
    to += ": ";
    append_flat(to, member.value);
  }
}

// The value on one line, or enough of it to see that it does not fit.
void append_flat(std::string& to, const value_node& value) {
  switch (value.kind) {
    case value_kind::list:
      to += '[';
      for (const value_node& item : value.items) {
        if (to.size() >= too_many_bytes) return;
        if (&item != value.items.data()) to += ", ";
        append_flat(to, item);
      }
      to += ']';
      return;
    case value_kind::object:
      to += "{ ";
      append_flat(to, value.fields);
      to += " }";
      return;
    case value_kind::string:
      if (value.text.size() >= too_many_bytes) {
        to += value.text.substr(0, too_many_bytes);
      } else {
        to += string_literal(value.text, value.is_block);
      }
      return;
    case value_kind::variable: to += '$'; [[fallthrough]];
    case value_kind::integer:
    case value_kind::floating:
    case value_kind::boolean:
    case value_kind::null:
    case value_kind::enumeration: to += value.text; return;
  }
}

}  // namespace

void canonical_text::put(std::string_view text) {
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;) {
    text_ += text.substr(0, end);
    break_line();
    text.remove_prefix(end + 1);
  }
  text_ += text;
}

void canonical_text::break_line() {
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

void canonical_text::put_value(const value_node& value) {
  if (value.kind == value_kind::string) return put(string_literal(value.text, value.is_block));
  std::string flat;
  append_flat(flat, value);
  const bool is_list = value.kind == value_kind::list;
  if ((!is_list && value.kind != value_kind::object) || fits(flat)) return put(flat);
  if (is_list)
    return put_lines("[", value.items, [this](const auto& item) { put_value(item); }, "]");
  put_lines("{", value.fields, [this](const auto& field) { put_member(field); }, "}");
}

void canonical_text::put_type(const type_node& type) {
  switch (type.kind) {
    case type_node_kind::named: return put(type.name);
    case type_node_kind::list:
      put("[");
      put_type(*type.of);
      return put("]");
    case type_node_kind::non_null: put_type(*type.of); return put("!");
  }
}

void canonical_text::put_description(const description_node& description) {
  if (!description.present) return;
  put(string_literal(description.text, description.is_block));
  break_line();
}

void canonical_text::put_directives(std::span<const directive_node> directives) {
  for (const directive_node& directive : directives) {
    put(" @");
    put(directive.name.text);
    if (directive.arguments.empty()) continue;
    std::string_view before = "(";
    for (const argument_node& argument : directive.arguments) {
      put(std::exchange(before, ", "));
      put_member(argument);
    }
    put(")");
  }
}

void canonical_text::put_call(std::string_view name, std::span<const argument_node> arguments) {
  if (arguments.empty()) return put(name);
  std::string flat = fmt::format("{}(", name);
  append_flat(flat, arguments);
  flat += ')';
  if (fits(flat)) return put(flat);
  put(name);
  put_lines("(", arguments, [this](const auto& argument) { put_member(argument); }, ")");
}

void canonical_text::put_definitions(std::span<const std::string> definitions, std::size_t depth) {
  if (definitions.empty()) return;
  const bool in_lines = std::ranges::any_of(
      definitions, [](std::string_view text) { return text.find('\n') != std::string_view::npos; });
  if (!in_lines) return put(fmt::format("({})", fmt::join(definitions, ", ")));
  depth_ += depth;
  put("(");
  for (const std::string& definition : definitions) {
    break_line();
    put(definition);
  }
  depth_ -= depth;
  break_line();
  put(")");
}

}  // namespace fraiseql::language
