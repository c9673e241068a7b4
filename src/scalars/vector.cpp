// One walk over the text, which hands each number on.
#include "scalars/vector.hpp"

#include <array>
#include <charconv>
#include <system_error>

#include "scalars/decimal.hpp"

namespace fraiseql::scalars {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* past_spaces(const char* at, const char* end) {
  while (at != end && is_space(*at)) ++at;
  return at;
}

// nullptr where there is none.
const char* past_digits(const char* at, const char* end) {
  const char* const from = at;
  while (at != end && is_digit(*at)) ++at;
  return at == from ? nullptr : at;
}

// Past the number of RFC 8259 that begins at `at`; nullptr where none does.
const char* past_number(const char* at, const char* end) {
  if (at != end && *at == '-') ++at;
  const bool is_zero = at != end && *at == '0';
  at = is_zero ? at + 1 : past_digits(at, end);
  if (at != nullptr && at != end && *at == '.') at = past_digits(at + 1, end);
  if (at == nullptr || at == end || (*at != 'e' && *at != 'E')) return at;
  ++at;
  if (at != end && (*at == '+' || *at == '-')) ++at;
  return past_digits(at, end);
}

// Calls take(number) with the text of each, until that gives false.
template <class Take>
vector_form each_number(std::string_view text, Take take) {
  const char* const end = text.data() + text.size();
  const char* at = past_spaces(text.data(), end);
  if (at == end || *at != '[') return vector_form::no_vector;
  for (std::size_t count = 1; count <= most_dimensions; ++count) {
    const char* const from = past_spaces(at + 1, end);
    const char* const behind = past_number(from, end);
    if (behind == nullptr) return vector_form::no_vector;
    if (!take(std::string_view(from, static_cast<std::size_t>(behind - from)))) {
      return vector_form::too_large;
    }
    at = past_spaces(behind, end);
    if (at == end) return vector_form::no_vector;
    if (*at == ']') {
      return past_spaces(at + 1, end) == end ? vector_form::well : vector_form::no_vector;
    }
    if (*at != ',') return vector_form::no_vector;
  }
  return vector_form::no_vector;
}

// Without an exponent, so many characters are below 1e38.
bool is_surely_small(std::string_view number) {
  constexpr std::size_t always_within = 38;
  return number.size() <= always_within && number.find_first_of("eE") == std::string_view::npos;
}

}  // namespace

std::optional<float> to_single(std::string_view number) {
  float read = 0;
  const auto done = std::from_chars(number.data(), number.data() + number.size(), read);
  if (done.ec == std::errc()) return read;
  // Out of range on either side: from_chars does not say on which.
  const auto exact = read_decimal(number);
  if (!exact || exact->point > 0) return std::nullopt;
  return number.starts_with('-') ? -0.0F : 0.0F;
}

std::string single_text(float number) {
  std::array<char, 32> text = {};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

vector_form form_of_vector(std::string_view text) {
  return each_number(text, [](std::string_view number) {
    return is_surely_small(number) || to_single(number).has_value();
  });
}

std::optional<std::vector<float>> read_vector(std::string_view text) {
  std::vector<float> numbers;
  const vector_form form = each_number(text, [&](std::string_view number) {
    const auto read = to_single(number);
    if (read) numbers.push_back(*read);
    return read.has_value();
  });
  if (form != vector_form::well) return std::nullopt;
  return numbers;
}

}  // namespace fraiseql::scalars
