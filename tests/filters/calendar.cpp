// Days are counted year by year and month by month, which is slow and plainly right.
#include "filters/calendar.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace fraiseql::filters {
namespace {

constexpr ticks second = 1'000'000;
constexpr ticks day = 86'400 * second;

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
std::int64_t days_of_year(std::int64_t year) { return is_leap(year) ? 366 : 365; }
std::int64_t days_of_month(std::int64_t year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::int64_t number(std::string_view text) { return std::atoll(std::string(text).c_str()); }

// "6.789" or "-6.789" in microseconds.
ticks read_seconds(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t dot = std::min(text.find('.'), text.size());
  std::string fraction = dot < text.size() ? std::string(text.substr(dot + 1)) : "";
  fraction.resize(6, '0');
  const ticks size = number(text.substr(0, dot)) * second + number(fraction);
  return is_negative ? -size : size;
}

// "04:05:06.789", with any number of hours.
ticks read_clock(std::string_view text) {
  const std::size_t colon = text.find(':');
  return (number(text.substr(0, colon)) * 3600 + number(text.substr(colon + 1, 2)) * 60) * second +
         (text.size() > colon + 3 ? read_seconds(text.substr(colon + 4)) : 0);
}

ticks read_iso_duration(std::string_view text) {
  ticks sum = 0;
  bool is_clock = false;
  std::size_t begin = 1;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char unit = text[at];
    if (unit == 'T') {
      is_clock = true;
      begin = at + 1;
    } else if (std::isalpha(static_cast<unsigned char>(unit)) != 0) {
      const std::string_view count = text.substr(begin, at - begin);
      if (unit == 'Y') sum += number(count) * 360 * day;
      if (unit == 'M') sum += number(count) * (is_clock ? 60 * second : 30 * day);
      if (unit == 'W') sum += number(count) * 7 * day;
      if (unit == 'D') sum += number(count) * day;
      if (unit == 'H') sum += number(count) * 3600 * second;
      if (unit == 'S') sum += read_seconds(count);
      begin = at + 1;
    }
  }
  return sum;
}

std::string_view take_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

// "1 year 2 mons -3 days +04:05:06.789"
ticks read_postgres_duration(std::string_view text) {
  ticks sum = 0;
  while (!text.empty()) {
    std::string_view word = take_word(text);
    if (word.find(':') == std::string_view::npos) {
      const std::string_view unit = take_word(text);
      sum += number(word) * (unit.starts_with('y') ? 360 : unit.starts_with('m') ? 30 : 1) * day;
      continue;
    }
    const bool is_negative = word.starts_with('-');
    if (is_negative || word.starts_with('+')) word.remove_prefix(1);
    sum += is_negative ? -read_clock(word) : read_clock(word);
  }
  return sum;
}

}  // namespace

std::int64_t read_date(std::string_view text) {
  const std::int64_t year = number(text.substr(0, 4));
  const int month = static_cast<int>(number(text.substr(5, 2)));
  std::int64_t days = number(text.substr(8, 2)) - 1;
  for (std::int64_t one = 1970; one < year; ++one) days += days_of_year(one);
  for (std::int64_t one = year; one < 1970; ++one) days -= days_of_year(one);
  for (int one = 1; one < month; ++one) days += days_of_month(year, one);
  return days;
}

std::string write_date(std::int64_t days) {
  std::int64_t year = 1970;
  while (days < 0) days += days_of_year(--year);
  while (days >= days_of_year(year)) days -= days_of_year(year++);
  int month = 1;
  while (days >= days_of_month(year, month)) days -= days_of_month(year, month++);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year), month,
                static_cast<int>(days) + 1);
  return text;
}

ticks read_time(std::string_view text) { return read_clock(text); }

ticks read_instant(std::string_view text) {
  const std::size_t sign = std::min(text.find_first_of("+-Zz", 11), text.size());
  ticks at = read_date(text.substr(0, 10)) * day + read_clock(text.substr(11, sign - 11));
  const std::string_view offset = text.substr(sign);
  if (offset.size() < 3) return at;
  ticks size = number(offset.substr(1, 2)) * 3600;
  if (offset.size() >= 6) size += number(offset.substr(4, 2)) * 60;
  if (offset.size() >= 9) size += number(offset.substr(7, 2));
  return offset.front() == '-' ? at + size * second : at - size * second;
}

ticks read_duration(std::string_view text) {
  return text.starts_with('P') ? read_iso_duration(text) : read_postgres_duration(text);
}

}  // namespace fraiseql::filters
