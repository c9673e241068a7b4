#include "validation/cursors.hpp"

#include "json/cursor.hpp"

namespace fraiseql::validation {

bool is_cursor(const schema::input_value& argument) {
  return argument.role == schema::input_role::after || argument.role == schema::input_role::before;
}

std::string letters_of_cursor(const json::value* given) {
  const auto* text = given == nullptr ? nullptr : given->get<std::string>();
  if (text == nullptr) return {};
  const auto read = json::read_cursor(*text);
  // Behind the fields comes the id.
  if (!read || read->values.size() > schema::max_order_keys + 1) return {};
  std::string letters;
  for (const json::value& one : read->values) letters += one.is_null() ? 'n' : 'v';
  return letters;
}

}  // namespace fraiseql::validation
