// fragment: the only way to put SQL text together.
//
// A piece of text is a keyword written in our source (checked at compile time), a quoted
// identifier or literal from the declared schema, or a parameter `$n`. A plain string is
// refused by the type, so no text of a request can become SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/query_plan.hpp"

namespace fraiseql::sql {

// Text that stands in our source code.
class keyword {
 public:
  consteval keyword(const char* text) : text_(text) {}
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A name of the declared schema; quoted, inner quotes doubled.
struct identifier {
  std::string_view name;
};

// A text constant of the declared schema, for example a document's key; quoted.
struct literal {
  std::string_view text;
};

// A whole number the planner has checked.
struct integer {
  std::int64_t value;
};

class fragment {
 public:
  fragment& add(keyword piece);
  fragment& add(identifier piece);
  fragment& add(literal piece);
  fragment& add(integer piece);
  // `$n`, for a value given when the statement runs.
  fragment& add(const plan::operand& parameter);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<plan::operand>& parameters() const { return parameters_; }

 private:
  std::string text_;
  std::vector<plan::operand> parameters_;
};

}  // namespace fraiseql::sql
