// Reading a decimal: the three runs of digits are found first, then joined and trimmed.
#include "scalars/decimal.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace fraiseql::scalars {
namespace {

constexpr std::int64_t max_exponent = 1'000'000'000;

std::string_view take_digits(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const std::string_view digits = rest.substr(0, end);
  rest.remove_prefix(end);
  return digits;
}

bool take(std::string_view& rest, char wanted) {
  if (rest.empty() || rest[0] != wanted) return false;
  rest.remove_prefix(1);
  return true;
}

// The exponent behind an `e`, if there is one; nullopt where no digit follows the `e`.
std::optional<std::int64_t> take_exponent(std::string_view& rest) {
  if (!take(rest, 'e') && !take(rest, 'E')) return 0;
  const bool negative = take(rest, '-');
  if (!negative) take(rest, '+');
  const std::string_view digits = take_digits(rest);
  if (digits.empty()) return {};
  std::int64_t exponent = 0;
  for (const char c : digits) exponent = std::min(max_exponent, exponent * 10 + (c - '0'));
  return negative ? -exponent : exponent;
}

}  // namespace

std::optional<decimal> read_decimal(std::string_view text) {
  decimal made;
  made.negative = take(text, '-');
  const std::string_view integer = take_digits(text);
  if (integer.empty()) return {};
  std::string_view fraction;
  if (take(text, '.')) {
    fraction = take_digits(text);
    if (fraction.empty()) return {};
  }
  const auto exponent = take_exponent(text);
  if (!exponent || !text.empty()) return {};

  made.scale = std::max<std::int64_t>(0, static_cast<std::int64_t>(fraction.size()) - *exponent);
  made.digits = std::string(integer) + std::string(fraction);
  const std::size_t first = made.digits.find_first_not_of('0');
  if (first == std::string::npos) {
    made.digits.clear();
    return made;
  }
  made.point =
      static_cast<std::int64_t>(integer.size()) - static_cast<std::int64_t>(first) + *exponent;
  made.digits.erase(made.digits.find_last_not_of('0') + 1);
  made.digits.erase(0, first);
  return made;
}

std::optional<std::string> integral_text(const decimal& number, std::size_t max_digits) {
  FRAISEQL_CHECK(number.is_integral());
  if (number.digits.empty()) return "0";
  if (number.point > static_cast<std::int64_t>(max_digits)) return {};
  std::string text = number.negative ? "-" : "";
  text += number.digits;
  text.append(static_cast<std::size_t>(number.point) - number.digits.size(), '0');
  return text;
}

}  // namespace fraiseql::scalars
