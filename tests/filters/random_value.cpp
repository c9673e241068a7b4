// One function a group of kinds; the switch of random_given() says which.
#include "filters/random_value.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "base/check.hpp"
#include "filters/calendar.hpp"
#include "filters/scalar_value.hpp"
#include "json/write.hpp"

namespace fraiseql::filters {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t first_day = 20'450;  // 2025-12-28

json::value number(std::int64_t value) { return json::number{std::to_string(value)}; }

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

std::string text_of(const json::value& value) {
  const auto* text = value.get<std::string>();
  return text != nullptr ? *text : value.get<json::number>()->text;
}

std::string clock_text(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" +
         padded(seconds % 60, 2);
}

std::string fraction(std::int64_t microseconds) {
  if (microseconds == 0) return "";
  std::string text = "." + padded(microseconds, 6);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

// An instant of that many microseconds, seen at an offset of minutes.
std::string instant_text(ticks at, std::int64_t offset, std::string_view offset_text) {
  at += ticks{offset} * 60'000'000;
  const ticks day = ticks{day_seconds} * 1'000'000;
  ticks days = at / day;
  if (at % day < 0) days -= 1;
  const auto rest = static_cast<std::int64_t>(at - days * day);
  return write_date(static_cast<std::int64_t>(days)) + "T" + clock_text(rest / 1'000'000) +
         fraction(rest % 1'000'000) + std::string(offset_text);
}

std::string random_offset(const std::string& instant, random_source& random) {
  struct offset {
    std::int64_t minutes;
    const char* text;
  };
  constexpr std::array<offset, 6> offsets = {{{0, "Z"},
                                              {0, "+00:00"},
                                              {120, "+02:00"},
                                              {-330, "-05:30"},
                                              {845, "+14:05"},
                                              {-719, "-11:59"}}};
  const offset& chosen = random.one_of(offsets);
  return instant_text(read_instant(instant), chosen.minutes, chosen.text);
}

std::string random_clock(random_source& random) {
  constexpr std::array<std::int64_t, 5> seconds = {0, 1, 45'000, 45'001, 86'399};
  constexpr std::array<std::int64_t, 4> microseconds = {0, 0, 500'000, 1};
  return clock_text(random.one_of(seconds)) + fraction(random.one_of(microseconds));
}

std::string random_date(random_source& random) {
  if (random.chance(4)) return random.chance(50) ? "0001-01-02" : "9999-12-30";
  return write_date(first_day + random.between(0, 8));
}

std::string random_duration(random_source& random) {
  constexpr std::array<std::string_view, 14> likely = {
      "PT0S", "P1D",   "PT24H", "PT86400S", "P30D",       "P1M",  "P1Y",
      "P12M", "P360D", "P4W",   "PT1.5S",   "P1M-1DT24H", "P-1D", "PT-0.5S"};
  if (random.chance(80)) return std::string(random.one_of(likely));
  return "P" + std::to_string(random.between(-2, 2)) + "M" +
         std::to_string(random.between(-40, 40)) + "DT" + std::to_string(random.between(-30, 30)) +
         "H";
}

std::string random_uuid(random_source& random) {
  return "6f9619ff-8b86-d011-b42d-00c04fc964f" + std::string(1, "0aAfF"[random.number(4)]);
}

std::string random_address(random_source& random) {
  constexpr std::array<std::string_view, 16> addresses = {"10.0.0.0",
                                                          "10.255.255.255",
                                                          "11.0.0.0",
                                                          "127.0.0.1",
                                                          "100.127.255.255",
                                                          "100.128.0.0",
                                                          "172.31.255.255",
                                                          "172.32.0.0",
                                                          "192.168.1.1",
                                                          "8.8.8.8",
                                                          "::1",
                                                          "::2",
                                                          "fdff::1:2",
                                                          "2001:db8::1",
                                                          "2001:DB8:0:0::0001",
                                                          "::ffff:10.0.0.1"};
  return std::string(random.one_of(addresses));
}

std::string random_cidr(random_source& random) {
  constexpr std::array<std::string_view, 14> networks = {
      "10.0.0.0/8",    "10.0.0.0/9",    "10.128.0.0/9",  "0.0.0.0/0",      "10.0.0.0/7",
      "172.16.0.0/12", "8.8.8.8/32",    "100.64.0.0/10", "192.168.0.0/16", "::/0",
      "fc00::/7",      "2001:db8::/32", "2001:DB8::/48", "::1/128"};
  return std::string(random.one_of(networks));
}

std::string random_mac(random_source& random) {
  constexpr std::array<std::string_view, 5> addresses = {
      "08:00:2b:01:02:03", "08-00-2B-01-02-03", "08:00:2b:01:02:04", "08:00:2b:01:02:03:04:05",
      "ff-ff-ff-ff-ff-ff"};
  return std::string(random.one_of(addresses));
}

std::string random_labels(random_source& random) {
  constexpr std::array<std::string_view, 5> labels = {"Top", "a", "A", "b_1", "99"};
  std::string path(random.one_of(labels));
  for (std::size_t more = random.number(3); more > 0; --more) {
    path += "." + std::string(random.one_of(labels));
  }
  return path;
}

// Of two bounds out of few, so that ranges meet.
std::string range_text(std::string low, std::string high, random_source& random) {
  if (random.chance(6)) return "empty";
  if (random.chance(15)) low.clear();
  if (random.chance(15)) high.clear();
  return (random.chance(70) ? "[" : "(") + low + "," + high + (random.chance(70) ? ")" : "]");
}

std::string random_whole_range(kind of, random_source& random) {
  const bool is_big = of == kind::big_int_range;
  const std::string least = is_big ? "-9223372036854775808" : "-2147483648";
  const std::string most =
      is_big ? "9223372036854775806" : "2147483646";  // whose next one there is
  const std::int64_t low = random.between(-2, 8);
  const std::int64_t high = low + random.between(0, 4);
  return range_text(random.chance(6) ? least : std::to_string(low),
                    random.chance(6) ? most : std::to_string(high), random);
}

std::string random_range(kind of, random_source& random) {
  if (of == kind::int_range || of == kind::big_int_range) return random_whole_range(of, random);
  const std::int64_t low = random.between(0, 8);
  const std::int64_t high = low + random.between(0, 4);
  if (of == kind::date_range) {
    return range_text(write_date(first_day + low), write_date(first_day + high), random);
  }
  if (of == kind::decimal_range) {
    constexpr std::array<std::string_view, 4> spellings = {"", ".0", ".00", "e0"};
    const auto text = [&](std::int64_t value) {
      if (value % 2 == 0) return std::to_string(value / 2) + std::string(random.one_of(spellings));
      return random.chance(50) ? std::to_string(value / 2) + ".50"
                               : std::to_string(5 * value) + "e-1";
    };
    return range_text(text(low), text(high), random);
  }
  FRAISEQL_CHECK(of == kind::date_time_range);
  const auto text = [&](std::int64_t half_days) {
    const ticks at = (ticks{first_day} * 2 + half_days) * (day_seconds / 2) * 1'000'000;
    return random_offset(instant_text(at + (half_days % 4 == 1 ? 1 : 0), 0, "Z"), random);
  };
  return range_text(text(low), text(high), random);
}

// As PostgreSQL writes the bounds of a range of instants.
std::string with_quotes(const std::string& range) {
  const std::size_t comma = range.find(',');
  if (comma == std::string::npos) return range;
  const auto quoted = [](std::string bound) {
    if (bound.empty()) return bound;
    bound = instant_text(read_instant(bound), 0, "+00");
    bound[10] = ' ';
    return "\"" + bound + "\"";
  };
  return range.front() + quoted(range.substr(1, comma - 1)) + "," +
         quoted(range.substr(comma + 1, range.size() - comma - 2)) + range.back();
}

json::value random_number(kind of, random_source& random) {
  constexpr std::array<std::string_view, 6> integers = {"2147483647", "-2147483648", "9",
                                                        "18",         "100",         "0"};
  constexpr std::array<std::string_view, 9> floats = {
      "0.1",      "0.10000000000000001", "-1.5", "1e300", "-1e-300", "1.0", "2.5e0",
      "16777217", "0.30000000000000004"};
  constexpr std::array<std::string_view, 6> big = {"9223372036854775807",
                                                   "-9223372036854775808",
                                                   "9007199254740993",
                                                   "9007199254740992",
                                                   "9",
                                                   "18"};
  constexpr std::array<std::string_view, 9> decimals = {"19.9",
                                                        "19.90",
                                                        "19.900000000000000000000000000000001",
                                                        "-0.5",
                                                        "1e0",
                                                        "1E+2",
                                                        "100",
                                                        "123456789012345678901234567890.5",
                                                        "0.000000000000000000000000000000001"};
  if (random.chance(50)) return number(random.between(-3, 12));
  if (of == kind::integer) return json::number{std::string(random.one_of(integers))};
  if (of == kind::floating) return json::number{std::string(random.one_of(floats))};
  if (of == kind::big_int) return json::number{std::string(random.one_of(big))};
  return json::number{std::string(random.one_of(decimals))};
}

}  // namespace

std::string random_text(random_source& random) {
  constexpr std::array<std::string_view, 24> pieces = {"a",
                                                       "b",
                                                       "A",
                                                       "B",
                                                       "ab",
                                                       "x",
                                                       "1",
                                                       " ",
                                                       "%",
                                                       "_",
                                                       "\\",
                                                       "'",
                                                       "\"",
                                                       "$1",
                                                       "--",
                                                       "/*",
                                                       "é",
                                                       "É",
                                                       "日",
                                                       "🙂",
                                                       "\n",
                                                       "\xe2\x80\xa8",
                                                       "''; DROP TABLE tv_row; --",
                                                       "\xef\xbf\xbf"};
  std::string text;
  for (std::size_t left = random.number(3); left > 0; --left) text += random.one_of(pieces);
  return text;
}

json::value random_json(random_source& random, std::size_t depth) {
  constexpr std::array<std::string_view, 5> keys = {"a", "b", "c", "it's", "a b"};
  switch (random.number(depth == 0 ? 3 : 9)) {
    case 0: return random.chance(50);
    case 1: return std::string(random.one_of(keys));
    case 2: return random.chance(15) ? json::value(json::null{}) : json::value(random_text(random));
    case 3: return random_number(kind::decimal, random);
    case 4:
    case 5: {
      json::array items;
      for (std::size_t left = random.number(3); left > 0; --left) {
        items.push_back(random_json(random, depth - 1));
      }
      return items;
    }
    default: break;
  }
  json::object members;
  for (const std::string_view key : keys) {
    if (!random.chance(35)) continue;
    const bool is_small = key == "a" && random.chance(60);
    members.emplace_back(key,
                         is_small ? number(random.between(0, 2)) : random_json(random, depth - 1));
  }
  return members;
}

json::value random_given(kind of, random_source& random) {
  constexpr std::array<std::string_view, 4> emails = {"ada@example.org", "Ada@example.org",
                                                      "b+c@example.com", "o'neill_1@example.org"};
  constexpr std::array<std::string_view, 4> urls = {
      "https://example.org/a?b#c", "https://example.org/A_b%25", "http://example.org/",
      "mailto:ada@example.org"};
  switch (of) {
    case kind::integer:
    case kind::floating:
    case kind::big_int:
    case kind::decimal: return respelled(of, random_number(of, random), random);
    case kind::string: return random_text(random);
    case kind::boolean: return random.chance(50);
    case kind::id:
      if (random.chance(30)) return random_uuid(random);
      return random.chance(40) ? number(random.between(0, 12)) : json::value(random_text(random));
    case kind::uuid: return random_uuid(random);
    case kind::date_time:
      return random_offset(random_date(random) + "T" + random_clock(random) + "Z", random);
    case kind::date: return random_date(random);
    case kind::time: return random_clock(random);
    case kind::duration: return random_duration(random);
    case kind::json: {
      json::value made = random_json(random, 2);
      return made.is_null() ? json::value(json::object{}) : made;
    }
    case kind::email_address: return std::string(random.one_of(emails));
    case kind::url: return std::string(random.one_of(urls));
    case kind::ip_address: return random_address(random);
    case kind::cidr: return random_cidr(random);
    case kind::mac_address: return random_mac(random);
    case kind::ltree: return random_labels(random);
    case kind::date_range:
    case kind::int_range:
    case kind::big_int_range:
    case kind::decimal_range:
    case kind::date_time_range: return random_range(of, random);
    case kind::enumeration:
    case kind::object: break;
  }
  FRAISEQL_CHECK(of != kind::enumeration && of != kind::object);
  return json::null{};
}

json::value respelled(kind of, const json::value& given, random_source& random) {
  if (random.chance(50)) return given;
  if (of == kind::date_time) return random_offset(text_of(given), random);
  if (of == kind::big_int || of == kind::decimal) {
    std::string text = text_of(given);
    const bool is_plain = text.find_first_of("eE") == std::string::npos;
    if (of == kind::decimal && is_plain && random.chance(50)) {
      text += text.find('.') == std::string::npos ? ".00" : "0";
    }
    return random.chance(50) ? json::value(text) : json::value(json::number{text});
  }
  if (of == kind::floating) {
    const std::string text = text_of(given);
    if (text.find_first_of("eE") == std::string::npos) return json::number{text + "e0"};
  }
  if (of == kind::uuid || of == kind::mac_address) {
    std::string text = text_of(given);
    for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    return text;
  }
  if (of == kind::id && given.get<json::number>() != nullptr) return text_of(given);
  if (const auto* members = given.get<json::object>(); of == kind::json && members != nullptr) {
    return json::object(members->rbegin(), members->rend());
  }
  return given;
}

json::value as_stored(kind of, const json::value& given, random_source& random) {
  if (of == kind::integer && random.chance(10)) return json::number{text_of(given) + ".0"};
  if (of == kind::floating && text_of(given) == "16777217") return json::number{"16777217.0"};
  if (of == kind::date_time && random.chance(30)) {
    std::string text = instant_text(read_instant(text_of(given)), 120, "+02");
    text[10] = ' ';
    return text;
  }
  if (of == kind::date_time_range && random.chance(60)) return with_quotes(text_of(given));
  if (of == kind::duration && random.chance(30)) {  // as the style `postgres` has it
    const auto sum = static_cast<std::int64_t>(read_duration(text_of(given)));
    const std::int64_t size = std::abs(sum);
    const std::string sign = sum < 0 ? "-" : "";
    const std::int64_t seconds = size / 1'000'000;
    return sign + std::to_string(seconds / day_seconds) + " days " + sign +
           clock_text(seconds % day_seconds) + fraction(size % 1'000'000);
  }
  if (of == kind::json) return given;
  return respelled(of, given, random);
}

}  // namespace fraiseql::filters
