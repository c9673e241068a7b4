// from_chars does the work; only what it calls out of range is looked at by its digits.
#include "json/number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace fraiseql::json {
namespace {

// Whether a number that is out of range is so because it is below the smallest double: then
// its first digit that counts stands behind the point, where the exponent has moved it to.
bool is_tiny(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  const std::string_view digits = text.substr(0, mark);
  const std::size_t first = digits.find_first_not_of("-0.");
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (first == std::string_view::npos) return true;
  std::int64_t magnitude = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (mark != std::string_view::npos) {
    std::string_view exponent = text.substr(mark + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    std::int64_t power = 0;
    const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    if (read.ec != std::errc()) return exponent.starts_with('-');
    // Beyond any text's length; the sum must not overflow.
    constexpr std::int64_t far = std::int64_t{1} << 60;
    magnitude += std::clamp(power, -far, far);
  }
  return magnitude <= 0;
}

}  // namespace

std::optional<double> to_double(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc()) return value;
  if (!is_tiny(text)) return {};
  return text.starts_with('-') ? -0.0 : 0.0;
}

}  // namespace fraiseql::json
