// A text is cut into its two bounds, each is read as what can be compared, then the two are
// compared, so that PostgreSQL finds nothing to refuse. No number is made of a decimal: its digits
// are compared where they stand.
#include "scalars/range.hpp"

#include <algorithm>
#include <charconv>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <system_error>

#include "scalars/calendar.hpp"
#include "scalars/reader.hpp"

namespace fraiseql::scalars {
namespace {

constexpr std::string_view empty_range = "empty";

struct bounds {
  char begin;
  std::string_view low;
  std::string_view high;
  char end;
};

std::optional<bounds> read_bounds(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == 0 || comma == std::string_view::npos || comma + 1 == text.size()) return {};
  const bounds made{.begin = text.front(),
                    .low = text.substr(1, comma - 1),
                    .high = text.substr(comma + 1, text.size() - comma - 2),
                    .end = text.back()};
  const bool begins = made.begin == '[' || made.begin == '(';
  const bool ends = made.end == ']' || made.end == ')';
  return begins && ends ? std::optional(made) : std::nullopt;
}

// `read` gives what a bound is, as an optional of something with an order.
template <class Read>
bool is_range(std::string_view text, Read read) {
  if (text == empty_range) return true;
  const auto in = read_bounds(text);
  if (!in) return false;
  const auto low = read(in->low);
  const auto high = read(in->high);
  if ((!low && !in->low.empty()) || (!high && !in->high.empty())) return false;
  return !low || !high || *low <= *high;
}

// The same of what PostgreSQL keeps as `[a,b)`: it must not have to move a bound behind the last.
template <class Read, class Value>
bool is_discrete_range(std::string_view text, Read read, Value last) {
  if (!is_range(text, read)) return false;
  const auto in = read_bounds(text);
  return !in || !((in->begin == '(' && read(in->low) == last) ||
                  (in->end == ']' && read(in->high) == last));
}

template <class Integer>
std::optional<Integer> read_whole(std::string_view text) {
  Integer value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return {};
  return value;
}

template <class Integer>
bool is_whole_range(std::string_view text) {
  return is_discrete_range(text, read_whole<Integer>, std::numeric_limits<Integer>::max());
}

// The value is 0.<digits> times ten to the power of `point`; the digits are those of `whole` and
// `fraction` from `first` to before `last`, neither of which is a zero, none where the value is.
struct number {
  bool is_negative = false;
  std::string_view whole = {};
  std::string_view fraction = {};
  std::size_t first = 0;
  std::size_t last = 0;
  std::int64_t point = 0;
  std::int64_t scale = 0;  // digits behind the point as written

  [[nodiscard]] char digit(std::size_t at) const {
    return at < whole.size() ? whole[at] : fraction[at - whole.size()];
  }
  [[nodiscard]] bool is_zero() const { return first == last; }
};

std::optional<std::int64_t> read_exponent(reader& in) {
  constexpr std::int64_t most = 1'000'000'000;
  if (in.any_of("eE") == '\0') return 0;
  const bool is_negative = in.any_of("+-") == '-';
  const std::string_view digits = in.digits();
  if (digits.empty()) return {};
  std::int64_t exponent = 0;
  for (const char c : digits) exponent = std::min(most, exponent * 10 + (c - '0'));
  return is_negative ? -exponent : exponent;
}

std::optional<number> read_any_number(std::string_view text) {
  reader in(text);
  number made;
  made.is_negative = in.take("-");
  made.whole = in.digits();
  const auto fraction = in.fraction(std::string_view::npos);
  const auto exponent = read_exponent(in);
  if (made.whole.empty() || !fraction || !exponent || !in.at_end()) return {};
  made.fraction = *fraction;
  made.scale =
      std::max<std::int64_t>(0, static_cast<std::int64_t>(made.fraction.size()) - *exponent);
  made.last = made.whole.size() + made.fraction.size();
  while (made.first < made.last && made.digit(made.first) == '0') ++made.first;
  while (made.first < made.last && made.digit(made.last - 1) == '0') --made.last;
  made.point = *exponent;
  if (!made.is_zero()) {
    made.point +=
        static_cast<std::int64_t>(made.whole.size()) - static_cast<std::int64_t>(made.first);
  }
  return made;
}

std::strong_ordering compare_sizes(const number& a, const number& b) {
  if (a.is_zero() || b.is_zero()) return !a.is_zero() <=> !b.is_zero();
  if (a.point != b.point) return a.point <=> b.point;
  const std::size_t both = std::min(a.last - a.first, b.last - b.first);
  for (std::size_t i = 0; i < both; ++i) {
    const char left = a.digit(a.first + i);
    const char right = b.digit(b.first + i);
    if (left != right) return left <=> right;
  }
  return a.last - a.first <=> b.last - b.first;
}

bool operator<=(const number& a, const number& b) {
  const bool is_below = a.is_negative && !a.is_zero();
  const bool is_other_below = b.is_negative && !b.is_zero();
  if (is_below != is_other_below) return is_below;
  return is_below ? compare_sizes(b, a) <= 0 : compare_sizes(a, b) <= 0;
}

std::optional<number> read_given_number(std::string_view text) {
  constexpr std::size_t most_characters = 1'000;
  constexpr std::int64_t most_digits = 300;  // on either side of the point
  if (text.size() > most_characters) return {};
  const auto made = read_any_number(text);
  return made && made->point <= most_digits && made->scale <= most_digits ? made : std::nullopt;
}

// PostgreSQL quotes a bound that has a space; in jsonb's text there is a backslash before a quote.
std::string_view without_quotes(std::string_view bound) {
  for (const std::string_view quote : {std::string_view("\\\""), std::string_view("\"")}) {
    const bool is_quoted =
        bound.size() > 2 * quote.size() && bound.starts_with(quote) && bound.ends_with(quote);
    if (is_quoted) return bound.substr(quote.size(), bound.size() - 2 * quote.size());
  }
  return bound;
}

bool write_instant(std::string& out, std::string_view bound, giver by) {
  if (by == giver::database) return write_date_time(out, without_quotes(bound));
  return is_date_time(bound) && write_date_time(out, bound);
}

// Needs two texts of write_date_time, which sort as instants up to their fractions.
bool is_ordered(std::string_view low, std::string_view high) {
  constexpr std::size_t seconds_end = 19;  // of "2026-01-02T03:04:05"
  const auto fraction = [](std::string_view instant) {
    const std::string_view rest = instant.substr(seconds_end);
    const std::size_t end = rest.find_last_not_of("0Z.");
    return end == std::string_view::npos ? std::string_view() : rest.substr(0, end + 1);
  };
  const auto order = low.substr(0, seconds_end) <=> high.substr(0, seconds_end);
  return order < 0 || (order == 0 && fraction(low) <= fraction(high));
}

bool append_date_time_range(std::string& out, std::string_view text, giver by) {
  const auto in = read_bounds(text);
  if (!in) return false;
  out += in->begin;
  const std::size_t low = out.size();
  if (!in->low.empty() && !write_instant(out, in->low, by)) return false;
  out += ',';
  const std::size_t high = out.size();
  if (!in->high.empty() && !write_instant(out, in->high, by)) return false;
  const std::string_view written = out;
  const bool has_both = !in->low.empty() && !in->high.empty();
  if (has_both && !is_ordered(written.substr(low, high - 1 - low), written.substr(high))) {
    return false;
  }
  out += in->end;
  return true;
}

}  // namespace

bool is_date_range(std::string_view text) {
  const auto read = [](std::string_view bound) {  // dates sort as their texts do
    return is_date(bound) ? std::optional(bound) : std::nullopt;
  };
  return is_discrete_range(text, read, std::string_view("9999-12-31"));
}

bool is_int_range(std::string_view text) { return is_whole_range<std::int32_t>(text); }

bool is_big_int_range(std::string_view text) { return is_whole_range<std::int64_t>(text); }

bool is_decimal_range(std::string_view text, giver by) {
  return is_range(text, by == giver::client ? read_given_number : read_any_number);
}

bool write_date_time_range(std::string& out, std::string_view text, giver by) {
  if (text == empty_range) {
    out += text;
    return true;
  }
  const std::size_t before = out.size();
  if (append_date_time_range(out, text, by)) return true;
  out.resize(before);
  return false;
}

}  // namespace fraiseql::scalars
