#include "schema/natural_order.hpp"

#include <cstddef>

namespace fraiseql::schema {
namespace {

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Moves `at` behind the number. A zero at the front is a number by itself. Long numbers lose
// their last digits, as they do there.
double take_number(std::string_view text, std::size_t& at) {
  double number = 0;
  do {
    number = number * 10 + text[at++] - '0';
  } while (number > 0 && is_digit_at(text, at));
  return number;
}

}  // namespace

bool is_before(std::string_view a, std::string_view b) {
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  while (in_a < a.size() && in_b < b.size()) {
    if (is_digit_at(a, in_a) && is_digit_at(b, in_b)) {
      const double number_a = take_number(a, in_a);
      const double number_b = take_number(b, in_b);
      if (number_a != number_b) return number_a < number_b;
    } else {
      if (a[in_a] != b[in_b]) return a[in_a] < b[in_b];
      ++in_a;
      ++in_b;
    }
  }
  return a.size() < b.size();
}

}  // namespace fraiseql::schema
