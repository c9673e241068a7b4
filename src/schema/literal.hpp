// Literals: whether one is what a type expects, what is inside it, the value of a constant one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "json/value.hpp"
#include "language/ast.hpp"
#include "schema/type.hpp"

namespace fraiseql::schema {

struct literal_survey {
  std::size_t values = 0;  // nodes, the outermost included
  bool has_variable = false;
};
literal_survey survey(const language::value_node& node);

// The field of that name in an object literal, or nullptr.
const language::object_field_node* find_field(const language::value_node& object,
                                              std::string_view name);

enum class next_step : std::uint8_t { go_on, stop };

// Takes one thing that is wrong with a literal: the message, a hint to append to it
// (`; did you mean "RED"?`) or "", and the offset in the text.
using literal_report = std::function<next_step(const std::string& message, const std::string& hint,
                                               std::uint32_t offset)>;

// Reports all that keeps a literal from being what `type`, an input type, expects (5.6.1, 5.6.2,
// 5.6.4, and 3.10.1 for oneOf), until told to stop. A variable stands for a value that fits. Of a
// field given twice the last counts.
void check_literal(const type_reference& type, const language::value_node& node,
                   const literal_report& report);

// What to write for a filter of the framework, where something else was written: `; write {eq:
// ...}`.
// "" for other types.
std::string how_to_write(const type& input);

// For a field that an input object does not have: the nearest one that it has, or how to write it.
std::string hint_for_unknown(const type& input, std::string_view field);

// The coerced form of a literal without variables, as coerce_variables gives it.
result<json::value> coerce_literal(const type_reference& type, const language::value_node& node);

// A coerced value as a literal: `[RED, GREEN]`, `{ first: 1 }`.
std::string literal_text(const json::value& value, const type_reference& of);

}  // namespace fraiseql::schema
