// A small reader over the text, one piece after the other, then the offset is taken
// off by the calendar of <chrono>. Most texts are in UTC already and are copied.
#include "transform/date_time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace fraiseql::transform {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class reader {
 public:
  explicit reader(std::string_view text) : text_(text) {}

  // Exactly `count` digits as a number of at most `highest`.
  std::optional<int> number(std::size_t count, int highest) {
    if (text_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : text_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    text_.remove_prefix(count);
    if (value > highest) return std::nullopt;
    return value;
  }
  // One byte out of `accepted`, or 0.
  char any_of(std::string_view accepted) {
    if (text_.empty() || accepted.find(text_.front()) == std::string_view::npos) return '\0';
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }
  std::string_view digits() {
    std::size_t count = 0;
    while (count < text_.size() && is_digit(text_[count])) ++count;
    const std::string_view taken = text_.substr(0, count);
    text_.remove_prefix(count);
    return taken;
  }
  [[nodiscard]] bool done() const { return text_.empty(); }

 private:
  std::string_view text_;
};

std::optional<std::chrono::sys_days> read_date(reader& in) {
  const auto year = in.number(4, 9999);
  if (!year || *year == 0 || in.any_of("-") == 0) return std::nullopt;
  const auto month = in.number(2, 12);
  if (!month || in.any_of("-") == 0) return std::nullopt;
  const auto day = in.number(2, 31);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::seconds> read_time(reader& in) {
  const auto hour = in.number(2, 23);
  if (!hour || in.any_of(":") == 0) return std::nullopt;
  const auto minute = in.number(2, 59);
  if (!minute || in.any_of(":") == 0) return std::nullopt;
  const auto second = in.number(2, 59);
  if (!second) return std::nullopt;
  return std::chrono::seconds(*hour * 3600 + *minute * 60 + *second);
}

// `Z`, `+02`, `+05:30` or `+05:30:15`, and nothing behind it.
std::optional<std::chrono::seconds> read_offset(reader& in) {
  const char sign = in.any_of("+-Zz");
  if (sign == '\0') return std::nullopt;
  if (sign == 'Z' || sign == 'z') {
    if (!in.done()) return std::nullopt;
    return std::chrono::seconds(0);
  }
  std::array<int, 3> parts = {};
  for (std::size_t i = 0; i < parts.size() && !(i > 0 && in.done()); ++i) {
    if (i > 0 && in.any_of(":") == 0) return std::nullopt;
    const auto part = in.number(2, i == 0 ? 23 : 59);
    if (!part) return std::nullopt;
    parts[i] = *part;
  }
  if (!in.done()) return std::nullopt;
  const std::chrono::seconds size(parts[0] * 3600 + parts[1] * 60 + parts[2]);
  return sign == '-' ? -size : size;
}

void write_digits(std::string& out, int value, int count) {
  int unit = 1;
  for (int i = 1; i < count; ++i) unit *= 10;
  for (; unit > 0; unit /= 10) out += static_cast<char>('0' + value / unit % 10);
}

// Needs a year of four digits.
void write_instant(std::string& out, std::chrono::sys_seconds instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const int second = static_cast<int>((instant - day).count());
  write_digits(out, static_cast<int>(date.year()), 4);
  out += '-';
  write_digits(out, static_cast<int>(static_cast<unsigned>(date.month())), 2);
  out += '-';
  write_digits(out, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  out += 'T';
  write_digits(out, second / 3600, 2);
  out += ':';
  write_digits(out, second / 60 % 60, 2);
  out += ':';
  write_digits(out, second % 60, 2);
}

}  // namespace

bool write_date_time(std::string& out, std::string_view text) {
  constexpr std::size_t seconds_end = 19;  // of "2026-01-02T03:04:05"
  reader in(text);
  const auto day = read_date(in);
  if (!day || in.any_of("Tt ") == 0) return false;
  const auto time = read_time(in);
  if (!time) return false;
  const bool has_fraction = in.any_of(".") != 0;
  const std::string_view fraction = has_fraction ? in.digits() : std::string_view();
  if (has_fraction && fraction.empty()) return false;
  const auto offset = read_offset(in);
  if (!offset) return false;

  if (offset->count() == 0) {
    out += '"';
    out += text.substr(0, seconds_end);
    out[out.size() - 9] = 'T';
  } else {
    const std::chrono::sys_seconds instant = *day + *time - *offset;
    const auto year =
        std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(instant)).year();
    if (year < std::chrono::year(1) || year > std::chrono::year(9999)) return false;
    out += '"';
    write_instant(out, instant);
  }
  if (has_fraction) {
    out += '.';
    out += fraction;
  }
  out += "Z\"";
  return true;
}

}  // namespace fraiseql::transform
