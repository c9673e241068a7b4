#include "sql/fragment.hpp"

namespace fraiseql::sql {
namespace {

void add_quoted(std::string& text, std::string_view inner, char quote) {
  text += quote;
  for (const char c : inner) {
    if (c == quote) text += quote;
    text += c;
  }
  text += quote;
}

}  // namespace

fragment& fragment::add(keyword piece) {
  text_ += piece.text();
  return *this;
}

fragment& fragment::add(identifier piece) {
  add_quoted(text_, piece.name, '"');
  return *this;
}

// Every database we serve has standard_conforming_strings on (the session sets it), so
// only the quote itself is special.
fragment& fragment::add(literal piece) {
  add_quoted(text_, piece.text, '\'');
  return *this;
}

fragment& fragment::add(integer piece) {
  text_ += std::to_string(piece.value);
  return *this;
}

fragment& fragment::add(const plan::operand& parameter) {
  parameters_.push_back(parameter);
  text_ += '$';
  text_ += std::to_string(parameters_.size());
  return *this;
}

}  // namespace fraiseql::sql
