#include "sql/text_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace fraiseql::sql {
namespace {

// The character behind one that is not the last of all: its bytes counted on by one, but where that
// would be no character (Unicode, table 3-7).
std::string next_character(std::string_view character) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> gaps = {{
      {"\x7F", "\xC2\x80"},
      {"\xDF\xBF", "\xE0\xA0\x80"},
      {"\xED\x9F\xBF", "\xEE\x80\x80"},
      {"\xEF\xBF\xBF", "\xF0\x90\x80\x80"},
  }};
  for (const auto& [before, after] : gaps) {
    if (character == before) return std::string(after);
  }
  std::string made(character);
  std::size_t at = made.size() - 1;
  while (made[at] == '\xBF') made[at--] = '\x80';
  made[at] = static_cast<char>(made[at] + 1);
  return made;
}

// The names of the IANA database (tzdata, 2026) that have no area, in small letters, sorted. What
// else has none is an abbreviation, a place of the machine, or an offset.
constexpr std::array<std::string_view, 44> zones_without_area = {
    "cet", "cst6cdt", "cuba",    "eet",    "egypt",     "eire",    "est",       "est5edt",
    "gb",  "gb-eire", "gmt",     "gmt+0",  "gmt-0",     "gmt0",    "greenwich", "hongkong",
    "hst", "iceland", "iran",    "israel", "jamaica",   "japan",   "kwajalein", "libya",
    "met", "mst",     "mst7mdt", "navajo", "nz",        "nz-chat", "poland",    "portugal",
    "prc", "pst8pdt", "roc",     "rok",    "singapore", "turkey",  "uct",       "universal",
    "utc", "w-su",    "wet",     "zulu"};

// What may stand behind "Etc/GMT": from 12 hours west of Greenwich to 14 east of it.
bool is_offset_of_etc(std::string_view text) {
  if (text.empty() || text == "0") return true;
  const bool is_west = text.front() == '+';
  if (!is_west && text.front() != '-') return false;
  text.remove_prefix(1);
  unsigned hours = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || text.size() > 2) return false;
    hours = hours * 10 + static_cast<unsigned>(c - '0');
  }
  const bool is_written_so = text == "0" || text.front() != '0';
  return !text.empty() && is_written_so && hours <= (is_west ? 12U : 14U);
}

}  // namespace

std::string without_meaning(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') made += '\\';
    made += c;
  }
  return made;
}

bool may_have_regex(std::string_view path) {
  return path.find('\\') != std::string_view::npos ||
         to_lower(path).find("like_regex") != std::string::npos;
}

bool ends_within_an_escape(std::string_view pattern) {
  std::size_t backslashes = 0;
  while (backslashes < pattern.size() && pattern[pattern.size() - 1 - backslashes] == '\\') {
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

bool is_name_of_zone(std::string_view text) {
  const std::string folded = to_lower(text);
  if (std::ranges::binary_search(zones_without_area, std::string_view(folded))) return true;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  constexpr std::string_view with_digits = "etc/gmt";
  if (folded.starts_with(with_digits)) {
    return is_offset_of_etc(std::string_view(folded).substr(with_digits.size()));
  }
  // Those with leap seconds, and the same once more.
  const bool is_again = folded.starts_with("right/") || folded.starts_with("posix/");
  return !is_again && !folded.empty() && is_letter(folded.front()) &&
         folded.find('/') != std::string::npos && std::ranges::all_of(folded, [&](char c) {
           return is_letter(c) || c == '/' || c == '_' || c == '-';
         });
}

std::string behind(std::string prefix) {
  constexpr std::string_view last_character = "\xF4\x8F\xBF\xBF";
  constexpr std::size_t enough = 1'000;
  while (prefix.ends_with(last_character)) prefix.resize(prefix.size() - last_character.size());
  if (prefix.empty()) {
    for (std::size_t i = 0; i < enough; ++i) prefix += last_character;
    return prefix;
  }
  std::size_t begin = prefix.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(prefix[begin]) & 0xC0U) == 0x80U) --begin;
  const std::string next = next_character(std::string_view(prefix).substr(begin));
  return prefix.replace(begin, std::string::npos, next);
}

}  // namespace fraiseql::sql
