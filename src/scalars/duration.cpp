// ISO 8601 is read by one loop over its components, in their order. PostgreSQL's style is
// read by the same order of words, and written as it is read: what is zero is left out.
#include "scalars/duration.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "scalars/reader.hpp"

namespace fraiseql::scalars {
namespace {

// PostgreSQL 14 reads a component as 32 bits, so a client gives nine digits; it prints ten.
constexpr std::size_t max_given_digits = 9;
constexpr std::size_t max_stored_digits = 10;
constexpr std::size_t max_fraction = 6;

bool fits_32_bits(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

// Needs at most 18 digits.
std::int64_t value_of(std::string_view digits, char sign) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return sign == '-' ? -value : value;
}

bool is_iso_8601(std::string_view text, std::size_t max_digits) {
  reader in(text);
  if (!in.take("P")) return false;
  std::string_view letters = "YMWD";  // of what may still come
  bool is_time = false;
  std::int64_t months = 0;
  std::int64_t days = 0;
  while (!in.at_end()) {
    if (!is_time && in.take("T")) {
      is_time = true;
      letters = "HMS";
    }
    const bool is_first = letters.size() == 4;
    const char sign = in.any_of("-");
    const std::string_view digits = in.digits();
    const auto fraction = in.fraction(is_time ? max_fraction : 0);
    const char letter = in.any_of(letters);
    if (digits.empty() || digits.size() > max_digits || !fraction || letter == '\0') return false;
    if (!fraction->empty() && letter != 'S') return false;
    if (letter == 'W' && !(is_first && in.at_end())) return false;
    letters.remove_prefix(letters.find(letter) + 1);
    const std::int64_t value = value_of(digits, sign);
    if (letter == 'Y') months += 12 * value;
    if (letter == 'M' && !is_time) months += value;
    if (letter == 'W') days += 7 * value;
    if (letter == 'D') days += value;
  }
  const bool is_complete = text.back() != 'P' && text.back() != 'T';
  return is_complete && fits_32_bits(months) && fits_32_bits(days);
}

// Nothing where it is zero.
void write_component(std::string& out, char sign, std::string_view digits,
                     std::string_view fraction, char letter) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  const bool has_fraction = fraction.find_first_not_of('0') != std::string_view::npos;
  if (digits.empty() && !has_fraction) return;
  if (sign == '-') out += '-';
  out += digits.empty() ? "0" : digits;
  if (has_fraction) {
    out += '.';
    out += fraction;
  }
  out += letter;
}

// `1 year` or `-2 mons`, and the space before what follows. Takes nothing where it is not there.
void take_unit(std::string& out, reader& in, std::string_view unit, char letter) {
  reader ahead = in;
  const char sign = ahead.any_of("+-");
  const std::string_view digits = ahead.digits();
  if (digits.empty() || digits.size() > max_stored_digits || !ahead.take(" ") ||
      !ahead.take(unit)) {
    return;
  }
  ahead.take("s");
  if (!ahead.at_end() && (!ahead.take(" ") || ahead.at_end())) return;
  write_component(out, sign, digits, {}, letter);
  in = ahead;
}

// `04:05:06.789` and nothing behind it.
bool take_time(std::string& out, reader& in) {
  const char sign = in.any_of("+-");
  const std::string_view hours = in.digits();
  if (hours.size() < 2 || hours.size() > max_stored_digits || !in.take(":")) return false;
  const auto minutes = in.number(2, 0, 59);
  if (!minutes || !in.take(":")) return false;
  const auto seconds = in.number(2, 0, 59);
  const auto fraction = in.fraction(max_fraction);
  if (!seconds || !fraction || !in.at_end()) return false;
  const auto two_digits = [](int value) {
    return std::string{static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
  };
  const std::size_t before = out.size();
  out += 'T';
  write_component(out, sign, hours, {}, 'H');
  write_component(out, sign, two_digits(*minutes), {}, 'M');
  write_component(out, sign, two_digits(*seconds), *fraction, 'S');
  if (out.back() == 'T') out.resize(before);
  return true;
}

}  // namespace

bool is_duration(std::string_view text) { return is_iso_8601(text, max_given_digits); }

bool write_duration(std::string& out, std::string_view text) {
  if (is_iso_8601(text, max_stored_digits)) {
    out += text;
    return true;
  }
  const std::size_t before = out.size();
  reader in(text);
  out += 'P';
  take_unit(out, in, "year", 'Y');
  take_unit(out, in, "mon", 'M');
  take_unit(out, in, "day", 'D');
  bool is_one = !text.empty() && (in.at_end() || take_time(out, in));
  if (out.back() == 'P') out += "T0S";
  is_one = is_one && is_iso_8601(std::string_view(out).substr(before), max_stored_digits);
  if (!is_one) out.resize(before);
  return is_one;
}

}  // namespace fraiseql::scalars
