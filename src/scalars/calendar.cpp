// Each text is read from front to back, one fixed-width number after another. What a client
// gives is not normalised, since PostgreSQL reads the same text; of what is stored, an
// instant's offset is taken off by the calendar of <chrono>. Most are in UTC already and are
// copied.
#include "scalars/calendar.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

#include "scalars/reader.hpp"

namespace fraiseql::scalars {
namespace {

constexpr std::size_t any_number = std::string_view::npos;

std::optional<std::chrono::sys_days> read_date(reader& in) {
  const auto year = in.number(4, 1, 9999);
  if (!year || !in.take("-")) return {};
  const auto month = in.number(2, 1, 12);
  if (!month || !in.take("-")) return {};
  const auto day = in.number(2, 1, 31);
  if (!day) return {};
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return {};
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::seconds> read_time(reader& in) {
  const auto hour = in.number(2, 0, 23);
  if (!hour || !in.take(":")) return {};
  const auto minute = in.number(2, 0, 59);
  if (!minute || !in.take(":")) return {};
  const auto second = in.number(2, 0, 59);
  if (!second) return {};
  return std::chrono::seconds(*hour * 3600 + *minute * 60 + *second);
}

bool read_client_offset(reader& in) {
  if (in.any_of("Zz") != 0) return true;
  return in.any_of("+-") != 0 && in.number(2, 0, 15) && in.take(":") && in.number(2, 0, 59);
}

// `Z`, `+02`, `+05:30` or `+05:30:15`, and nothing behind it.
std::optional<std::chrono::seconds> read_stored_offset(reader& in) {
  const char sign = in.any_of("+-Zz");
  if (sign == '\0') return {};
  if (sign == 'Z' || sign == 'z') {
    if (!in.at_end()) return {};
    return std::chrono::seconds(0);
  }
  std::array<int, 3> parts = {};
  for (std::size_t i = 0; i < parts.size() && !(i > 0 && in.at_end()); ++i) {
    if (i > 0 && !in.take(":")) return {};
    const auto part = in.number(2, 0, i == 0 ? 23 : 59);
    if (!part) return {};
    parts[i] = *part;
  }
  if (!in.at_end()) return {};
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

bool is_date(std::string_view text) {
  reader in(text);
  return read_date(in) && in.at_end();
}

bool is_time(std::string_view text) {
  constexpr std::size_t microseconds = 6;  // digits
  reader in(text);
  return read_time(in) && in.fraction(microseconds) && in.at_end();
}

bool is_date_time(std::string_view text) {
  // PostgreSQL copies the text into a buffer of 128 bytes while it parses.
  constexpr std::size_t max_size = 64;
  if (text.size() > max_size) return false;
  reader in(text);
  return read_date(in) && in.any_of("Tt") != 0 && read_time(in) && in.fraction(any_number) &&
         read_client_offset(in) && in.at_end();
}

bool write_date_time(std::string& out, std::string_view text) {
  constexpr std::size_t seconds_end = 19;  // of "2026-01-02T03:04:05"
  reader in(text);
  const auto day = read_date(in);
  if (!day || in.any_of("Tt ") == 0) return false;
  const auto time = read_time(in);
  if (!time) return false;
  const auto fraction = in.fraction(any_number);
  if (!fraction) return false;
  const auto offset = read_stored_offset(in);
  if (!offset) return false;

  if (offset->count() == 0) {
    out += text.substr(0, seconds_end);
    out[out.size() - 9] = 'T';
  } else {
    const std::chrono::sys_seconds instant = *day + *time - *offset;
    const auto year =
        std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(instant)).year();
    if (year < std::chrono::year(1) || year > std::chrono::year(9999)) return false;
    write_instant(out, instant);
  }
  if (!fraction->empty()) {
    out += '.';
    out += *fraction;
  }
  out += 'Z';
  return true;
}

}  // namespace fraiseql::scalars
