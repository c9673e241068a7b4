#include "transform/text_twin.hpp"

#include <arpa/inet.h>
#include <regex.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "base/check.hpp"
#include "base/text.hpp"

namespace fraiseql::transform::twin {
namespace {

using answer = std::optional<std::string>;

answer only_if(bool fits, const std::string& text) { return fits ? answer(text) : answer(); }

bool is_day(const std::string& year, const std::string& month, const std::string& day) {
  std::tm asked = {};
  asked.tm_year = std::atoi(year.c_str()) - 1900;
  asked.tm_mon = std::atoi(month.c_str()) - 1;
  asked.tm_mday = std::atoi(day.c_str());
  std::tm made = asked;
  timegm(&made);  // normalises what is no date, such as 30 February
  return made.tm_mon == asked.tm_mon && made.tm_mday == asked.tm_mday && year != "0000";
}

bool is_date(const std::string& text) {
  const auto parts = parts_of(text, "([0-9]{4})-([0-9]{2})-([0-9]{2})");
  return !parts.empty() && is_day(parts[1], parts[2], parts[3]);
}

bool is_clock(const std::string& text) {
  return matches(text, "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");
}

answer date_time(const std::string& text) {
  const auto parts =
      parts_of(text,
               "([0-9-]{10})[Tt "
               "]([0-9:]{8})(\\.[0-9]+)?([Zz]|([+-])([0-9]{2})(:([0-9]{2})(:([0-9]{2}))?)?)");
  if (parts.empty() || !is_date(parts[1]) || !is_clock(parts[2])) return {};
  const auto number = [&](std::size_t i) { return std::atoi(parts[i].c_str()); };
  if (number(6) > 23 || number(8) > 59 || number(10) > 59) return {};
  std::tm clock = {};
  std::sscanf((parts[1] + " " + parts[2]).c_str(), "%d-%d-%d %d:%d:%d", &clock.tm_year,
              &clock.tm_mon, &clock.tm_mday, &clock.tm_hour, &clock.tm_min, &clock.tm_sec);
  clock.tm_year -= 1900;
  clock.tm_mon -= 1;
  const int offset = number(6) * 3600 + number(8) * 60 + number(10);
  const std::time_t instant = timegm(&clock) - (parts[5] == "-" ? -offset : offset);
  std::tm utc = {};
  gmtime_r(&instant, &utc);
  if (utc.tm_year + 1900 < 1 || utc.tm_year + 1900 > 9999) return {};
  char text_utc[64];
  std::snprintf(text_utc, sizeof text_utc, "%04d-%02d-%02dT%02d:%02d:%02d", utc.tm_year + 1900,
                utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
  return text_utc + parts[3] + "Z";
}

answer duration(const std::string& text) {
  const std::string n = "(-?[0-9]{1,10})";
  const auto iso = parts_of(text, "P((" + n + "Y)?(" + n + "M)?(" + n + "D)?(T.+)?|" + n + "W)");
  if (!iso.empty() && text.size() > 1) {
    const auto value = [&](std::size_t i) { return std::strtod(iso[i].c_str(), nullptr); };
    const auto fits = [](double all) { return all >= -2147483648.0 && all <= 2147483647.0; };
    const std::string second = "-?[0-9]{1,10}(\\.[0-9]{1,6})?";
    const bool has_time =
        iso[8].empty() || matches(iso[8], "T(" + n + "H)?(" + n + "M)?(" + second + "S)?");
    return only_if(
        has_time && fits(12 * value(3) + value(5)) && fits(value(7)) && fits(7 * value(9)), text);
  }
  const std::string s = "([+-]?)([0-9]{1,10})";
  const auto parts = parts_of(text, "(" + s + " years?)?( ?" + s + " mons?)?( ?" + s +
                                        " days?)?( ?([+-]?)([0-9]{2,10}):([0-5][0-9]):([0-5][0-9])"
                                        "(\\.[0-9]{1,6})?)?");
  if (parts.empty() || text.empty() || text[0] == ' ' || matches(text, ".*s[0-9+-].*") ||
      matches(text, ".*[rny][0-9+-].*")) {
    return {};
  }
  std::string out = "P";
  const auto add = [&](const std::string& sign, std::string digits, char letter) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (std::strtod(digits.c_str(), nullptr) == 0) return;
    out += (sign == "-" ? "-" : "") + std::string(digits[0] == '.' ? "0" : "");
    out += digits + letter;
  };
  add(parts[2], parts[3], 'Y');
  add(parts[5], parts[6], 'M');
  add(parts[8], parts[9], 'D');
  out += 'T';
  add(parts[11], parts[12], 'H');
  add(parts[11], parts[13], 'M');
  const bool is_whole = std::strtod(("0" + parts[15]).c_str(), nullptr) == 0;
  add(parts[11], parts[14] + (is_whole ? "" : parts[15]), 'S');
  if (out.back() == 'T') out.pop_back();
  if (out == "P") return "PT0S";
  return duration(out);  // its bounds
}

bool is_email_address(const std::string& text) {
  const std::string label = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";
  const bool has_form =
      matches(text, "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@" + label + "(\\." + label + ")*");
  return has_form && text.size() <= 254 && !matches(text, ".*@.*[a-zA-Z0-9-]{64}.*");
}

// The number of bytes of the address, 0 where it is none.
std::size_t address_size(const std::string& text, std::array<unsigned char, 16>& bytes) {
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return 4;
  return inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1 ? 16 : 0;
}

bool is_ip_address(const std::string& text) {
  std::array<unsigned char, 16> bytes = {};
  return address_size(text, bytes) > 0;
}

bool is_cidr(const std::string& text) {
  const auto parts = parts_of(text, "([^/]*)/(0|[1-9][0-9]{0,2})");
  if (parts.empty()) return false;
  std::array<unsigned char, 16> bytes = {};
  const std::size_t size = address_size(parts[1], bytes);
  const auto length = static_cast<std::size_t>(std::atoi(parts[2].c_str()));
  std::string bits;
  for (std::size_t i = 0; i < 8 * size; ++i) bits += (bytes[i / 8] >> (7 - i % 8) & 1) ? '1' : '0';
  return size > 0 && length <= bits.size() && bits.find('1', length) == std::string::npos;
}

bool is_url(const std::string& text) {
  const std::string hex = "%[0-9a-fA-F]{2}";
  const std::string plain = "a-zA-Z0-9._~!$&'()*+,;=";
  const auto some = [&](const std::string& others) {
    return "(([" + plain + others + "-]|" + hex + ")*)";
  };
  const auto parts = parts_of(text, "([a-zA-Z][a-zA-Z0-9+.-]*):(//([^/?#]*))?" + some(":@/") +
                                        "(\\?" + some(":@/?") + ")?(#" + some(":@/?") + ")?");
  if (parts.empty() || text.size() > 2048) return false;
  const std::string scheme = to_lower(parts[1]);
  const bool is_http = scheme == "http" || scheme == "https";
  if (parts[2].empty()) return !is_http && !parts[4].starts_with("//");
  const auto authority =
      parts_of(parts[3], "(" + some(":") + "@)?(\\[([^]]*)\\]|" + some("") + ")(:[0-9]*)?");
  if (authority.empty()) return false;
  const bool is_literal = authority[4].starts_with('[');
  const std::string& literal = authority[5];
  if (is_literal && !matches(literal, "[vV][0-9a-fA-F]+\\.[" + plain + ":-]+") &&
      !(literal.find(':') != std::string::npos && is_ip_address(literal))) {
    return false;
  }
  return !is_http || !authority[4].empty();
}

bool is_ltree(const std::string& text) {
  return text.empty() ||
         (matches(text, "[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*") &&
          std::ranges::count(text, '.') < 65'535 && !matches(text, ".*[a-zA-Z0-9_-]{1001}.*"));
}

// `read` gives what a bound is, and `last` is one that must not be moved on.
template <class Read, class Value>
bool is_range(const std::string& text, Read read, std::optional<Value> last) {
  const auto parts = parts_of(text, "([[(])([^,]*),(.*)([])])");
  if (parts.empty()) return text == "empty";
  std::optional<Value> low = read(parts[2]);
  std::optional<Value> high = read(parts[3]);
  if ((!low && !parts[2].empty()) || (!high && !parts[3].empty())) return false;
  const bool is_moved_low = last && low == last && parts[1] == "(";
  const bool is_moved_high = last && high == last && parts[4] == "]";
  return !is_moved_low && !is_moved_high && (!low || !high || *low <= *high);
}

bool is_date_range(const std::string& text) {
  const auto read = [](const std::string& bound) { return only_if(is_date(bound), bound); };
  return is_range(text, read, answer("9999-12-31"));
}

// A long double tells all whole numbers of 64 bits apart.
bool is_whole_range(const std::string& text, long double greatest) {
  const auto read = [&](const std::string& bound) -> std::optional<long double> {
    const long double value = std::strtold(bound.c_str(), nullptr);
    if (!matches(bound, "-?[0-9]+") || value < -greatest - 1 || value > greatest) return {};
    return value;
  };
  return is_range(text, read, std::optional(greatest));
}

bool is_decimal_range(const std::string& text) {
  const auto read = [](const std::string& bound) -> std::optional<long double> {
    if (!matches(bound, "-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) return {};
    return std::strtold(bound.c_str(), nullptr);
  };
  return is_range(text, read, std::optional<long double>());
}

answer date_time_range(const std::string& text) {
  const auto read = [](const std::string& bound) {
    const auto parts = parts_of(bound, "\"([^\"]*)\"");
    return date_time(parts.empty() ? bound : parts[1]);
  };
  const auto sortable = [&](const std::string& bound) {
    auto made = read(bound);
    if (made && made->size() == 20) made->insert(19, ".");
    if (made) made->replace(made->size() - 1, 1, 40 - made->size(), '0');
    return made;
  };
  if (!is_range(text, sortable, answer())) return {};
  const auto parts = parts_of(text, "([[(])([^,]*),(.*)([])])");
  if (parts.empty()) return text;
  return parts[1] + read(parts[2]).value_or("") + "," + read(parts[3]).value_or("") + parts[4];
}

}  // namespace

std::vector<std::string> parts_of(const std::string& text, const std::string& pattern) {
  regex_t form;
  FRAISEQL_CHECK(regcomp(&form, ("^(" + pattern + ")$").c_str(), REG_EXTENDED) == 0);
  std::vector<regmatch_t> found(form.re_nsub + 1);
  const bool matched = regexec(&form, text.c_str(), found.size(), found.data(), 0) == 0;
  regfree(&form);
  std::vector<std::string> parts;
  for (std::size_t i = 1; matched && i < found.size(); ++i) {
    const bool part = found[i].rm_so >= 0;
    const auto begin = static_cast<std::size_t>(part ? found[i].rm_so : 0);
    parts.push_back(
        text.substr(begin, part ? static_cast<std::size_t>(found[i].rm_eo) - begin : 0));
  }
  return parts;
}

bool matches(const std::string& text, const std::string& pattern) {
  return !parts_of(text, pattern).empty();
}

std::optional<std::string> stored_text(scalars::kind of, const std::string& text) {
  using scalars::kind;
  switch (of) {
    case kind::uuid: {
      const std::string h = "[0-9a-fA-F]";
      const bool fits = matches(text, h + "{8}(-" + h + "{4}){3}-" + h + "{12}");
      return only_if(fits, to_lower(text));
    }
    case kind::date_time: return date_time(text);
    case kind::date: return only_if(is_date(text), text);
    case kind::time:
      return only_if(matches(text, "[0-9:]{8}(\\.[0-9]{1,6})?") && is_clock(text.substr(0, 8)),
                     text);
    case kind::duration: return duration(text);
    case kind::email_address: return only_if(is_email_address(text), text);
    case kind::url: return only_if(is_url(text), text);
    case kind::ip_address: return only_if(is_ip_address(text), text);
    case kind::cidr: return only_if(is_cidr(text), text);
    case kind::mac_address: {
      const std::string h = "[0-9a-fA-F]{2}";
      if (!matches(text,
                   h + "(((:" + h + "){5}|(:" + h + "){7})|((-" + h + "){5}|(-" + h + "){7}))"))
        return {};
      std::string made = to_lower(text);
      std::ranges::replace(made, '-', ':');
      return made;
    }
    case kind::ltree: return only_if(is_ltree(text), text);
    case kind::date_range: return only_if(is_date_range(text), text);
    case kind::int_range: return only_if(is_whole_range(text, 2147483647.0L), text);
    case kind::big_int_range: return only_if(is_whole_range(text, 9223372036854775807.0L), text);
    case kind::decimal_range: return only_if(is_decimal_range(text), text);
    case kind::date_time_range: return date_time_range(text);
    case kind::int32:
    case kind::floating:
    case kind::string:
    case kind::boolean:
    case kind::id:
    case kind::big_int:
    case kind::decimal:
    case kind::json:
    case kind::vector:
    case kind::ruled:
    case kind::other: break;
  }
  return {};
}

}  // namespace fraiseql::transform::twin
