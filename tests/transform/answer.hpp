// answer: runs the transform over rows and puts all that came of it in one text, so that
// a case is a comparison of two strings: the bytes, then each error as
// ` | path fault expected`. "propagates" stands for a false write_value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "transform/transform.hpp"

namespace fraiseql::transform {

inline std::string to_text(const field_error& error) {
  std::string text = " |";
  for (const path_step& step : error.path) {
    const auto* key = std::get_if<std::string>(&step);
    text += text.back() == '|' ? " " : ".";
    text += key != nullptr ? *key : std::to_string(std::get<std::uint64_t>(step));
  }
  switch (error.kind) {
    case fault::null_value: text += " null_value "; break;
    case fault::no_row: text += " no_row of " + error.owner + " "; break;
    case fault::wrong_kind: text += " wrong_kind "; break;
    case fault::out_of_range: text += " out_of_range "; break;
    case fault::unknown_type: text += " unknown_type "; break;
    case fault::raised: text += " raised " + std::to_string(error.raised) + " "; break;
    case fault::malformed: text += " malformed "; break;
  }
  return text + error.expected;
}

// How many columns a statement's rows have.
inline std::size_t width_of(const response_shape& shape) {
  const value_shape& value = shape.value;
  if (shape.rows == cardinality::connection) return 4 + value.connection->layout.width();
  return value.list_depth == 0 && value.layout.is_row() ? value.layout.width() : 1;
}

// `write` is write_value or its twin; what stood in `out` before must stay. `values` are those of
// the rows, row after row.
template <class Write>
std::string answer_of(Write write, const response_shape& shape,
                      std::span<const std::string_view> values) {
  std::string out = "before";
  std::vector<field_error> errors;
  const bool written =
      write(out, shape, rows_view{.values = values, .width = width_of(shape)}, errors);
  if (!written) out += out == "before" ? "propagates" : " and yet false";
  if (!out.starts_with("before")) return "what stood in `out` is gone";
  std::string text = out.substr(6);
  for (const field_error& error : errors) text += to_text(error);
  return text;
}

inline std::string answer(const response_shape& shape, std::vector<std::string_view> values) {
  return answer_of(write_value, shape, values);
}

}  // namespace fraiseql::transform
