// decimal: the exact value of a number's text, for range checks that lose no digit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fraiseql::scalars {

// The value is 0.<digits> times ten to the power of `point`; `digits` neither begins
// nor ends with a zero and is empty for zero.
struct decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;
  std::int64_t scale = 0;  // digits behind the point as written, zeros included

  [[nodiscard]] bool is_integral() const {
    return point >= static_cast<std::int64_t>(digits.size());
  }
};

// Of `-?[0-9]+(.[0-9]+)?([eE][+-]?[0-9]+)?`; nullopt for any other text. Exponents
// beyond a thousand million are cut to that.
std::optional<decimal> read_decimal(std::string_view text);

// The plain digits of an integral number, `-` in front where it is negative (zero never
// is). Needs is_integral(); nullopt if it has more than `max_digits`.
std::optional<std::string> integral_text(const decimal& number, std::size_t max_digits);

}  // namespace fraiseql::scalars
