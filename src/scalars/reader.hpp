// reader: a text taken from front to back, one piece after the other. Private to the room.
//
// What does not fit is not taken. It borrows the text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "scalars/characters.hpp"

namespace fraiseql::scalars {

class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}

  // A number of exactly `width` digits from `low` to `high`; the digits are taken even where
  // it is out of these.
  std::optional<int> number(std::size_t width, int low, int high) {
    if (rest_.size() < width) return {};
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (!is_digit(c)) return {};
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    if (value < low || value > high) return {};
    return value;
  }
  // One byte out of `accepted`, or 0.
  char any_of(std::string_view accepted) {
    if (rest_.empty() || accepted.find(rest_.front()) == std::string_view::npos) return '\0';
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  bool take(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }
  // As many as there are.
  std::string_view digits() {
    const auto end = std::ranges::find_if_not(rest_, is_digit);
    const std::string_view taken(rest_.begin(), end);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // `.` and its digits: "" where there is no point, nullopt where no digit follows it or more
  // than `most`.
  std::optional<std::string_view> fraction(std::size_t most) {
    if (!take(".")) return std::string_view();
    const std::string_view taken = digits();
    if (taken.empty() || taken.size() > most) return {};
    return taken;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace fraiseql::scalars
