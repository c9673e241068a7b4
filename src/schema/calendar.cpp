// The calendar check of DateTime. It reads the text from front to back, one fixed-width
// number after another; nothing is normalised, since PostgreSQL reads the same text.
#include "schema/calendar.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace fraiseql::schema {
namespace {

// PostgreSQL copies the text into a buffer of 128 bytes while it parses.
constexpr std::size_t max_text_length = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}

  // A number of exactly `width` digits from `low` to `high`.
  std::optional<int> number(std::size_t width, int low, int high) {
    if (rest_.size() < width) return {};
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (!is_digit(rest_[i])) return {};
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    if (value < low || value > high) return {};
    return value;
  }
  bool take(std::string_view one_of) {
    if (rest_.empty() || one_of.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Whether there was at least one digit.
  bool digits() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && is_digit(rest_[0])) rest_.remove_prefix(1);
    return rest_.size() < before;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

int days_in(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool read_date(reader& from) {
  const auto year = from.number(4, 1, 9999);
  if (!year || !from.take("-")) return false;
  const auto month = from.number(2, 1, 12);
  if (!month || !from.take("-")) return false;
  return from.number(2, 1, days_in(*year, *month)).has_value();
}

bool read_time(reader& from) {
  if (!from.number(2, 0, 23) || !from.take(":")) return false;
  if (!from.number(2, 0, 59) || !from.take(":")) return false;
  if (!from.number(2, 0, 59)) return false;
  return !from.take(".") || from.digits();
}

bool read_offset(reader& from) {
  if (from.take("Zz")) return true;
  return from.take("+-") && from.number(2, 0, 15) && from.take(":") && from.number(2, 0, 59);
}

}  // namespace

bool is_date_time(std::string_view text) {
  if (text.size() > max_text_length) return false;
  reader from(text);
  return read_date(from) && from.take("Tt") && read_time(from) && read_offset(from) &&
         from.at_end();
}

}  // namespace fraiseql::schema
