// canonical_text: what every kind of definition is printed with: one string that grows at
// its end, the depth of its lines, and the text of values, types, directives and
// descriptions.
//
// Private to the room: printer.cpp and type_system_printer.cpp write through it. Each rule
// is graphql-js's: what goes past 80 UTF-16 code units is broken into lines. The work is
// linear in what is written: whether a value fits one line is tried on a line's worth of it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/ast.hpp"

namespace fraiseql::language {

class canonical_text {
 public:
  // Line breaks in `text`, which only block strings have, are indented as all others;
  // their value does not change by it.
  void put(std::string_view text);
  void put_value(const value_node& value);
  void put_type(const type_node& type);
  // With the line break behind it; nothing where there is none.
  void put_description(const description_node& description);
  // Each with a space before it.
  void put_directives(std::span<const directive_node> directives);
  // `name(x: 1, y: 2)`.
  void put_call(std::string_view name, std::span<const argument_node> arguments);
  // In parentheses: definitions of arguments or variables, each printed by itself. They
  // stand on one line, or on lines `depth` levels deeper if one of them has several.
  void put_definitions(std::span<const std::string> definitions, std::size_t depth);

  // `open`, each of `items` on a line of its own, one level deeper, and `close`.
  template <class Items, class Put>
  void put_lines(std::string_view open, const Items& items, Put put_item, std::string_view close) {
    put(open);
    ++depth_;
    for (const auto& item : items) {
      break_line();
      put_item(item);
    }
    --depth_;
    break_line();
    put(close);
  }

  // What was put; nothing may be put afterwards.
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void break_line();
  // `name: value`, an argument or the field of an object.
  template <class Member>
  void put_member(const Member& member) {
    put(member.name.text);
    put(": ");
    put_value(member.value);
  }

  std::string text_;
  std::size_t depth_ = 0;
};

// What `put_node(text, node)` puts of each node, by itself.
template <class Nodes, class Put>
std::vector<std::string> printed_each(const Nodes& nodes, Put put_node) {
  std::vector<std::string> all;
  for (const auto& node : nodes) {
    canonical_text text;
    put_node(text, node);
    all.push_back(text.take());
  }
  return all;
}

// One definition or extension (type_system_printer.cpp).
void put_type_system(canonical_text& to, const type_system_node& node);

}  // namespace fraiseql::language
