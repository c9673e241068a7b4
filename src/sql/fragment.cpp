#include "sql/fragment.hpp"

#include <algorithm>

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

// A cursor's values are compared in many places, and what rows are measured by stands wherever
// their order does; each goes to PostgreSQL once.
fragment& fragment::add(const plan::operand& parameter) {
  const auto is_same = [&](const plan::operand& other) {
    if (!parameter.part && !parameter.is_measure) return false;
    return parameter.part == other.part && parameter.is_measure == other.is_measure &&
           parameter.type == other.type && parameter.source == other.source &&
           parameter.argument == other.argument && parameter.form == other.form &&
           parameter.dimensions == other.dimensions;
  };
  const auto known = std::ranges::find_if(parameters_, is_same);
  const auto number = known - parameters_.begin() + 1;
  if (known == parameters_.end()) parameters_.push_back(parameter);
  text_ += '$';
  text_ += std::to_string(number);
  return *this;
}

}  // namespace fraiseql::sql
