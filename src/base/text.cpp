#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace fraiseql {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Optimal string alignment distance (a transposition counts one).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::string to_camel_case(std::string_view snake) {
  std::string camel;
  camel.reserve(snake.size());
  for (std::size_t i = 0; i < snake.size(); ++i) {
    const bool joins = snake[i] == '_' && i > 0 && i + 1 < snake.size() && is_lower(snake[i + 1]) &&
                       snake[i - 1] != '_';
    if (joins) {
      camel += upper(snake[++i]);
    } else {
      camel += snake[i];
    }
  }
  return camel;
}

std::string to_snake_case(std::string_view pascal) {
  std::string snake;
  for (std::size_t i = 0; i < pascal.size(); ++i) {
    const bool after_lower = i > 0 && !is_upper(pascal[i - 1]) && pascal[i - 1] != '_';
    const bool ends_acronym =
        i > 0 && is_upper(pascal[i - 1]) && i + 1 < pascal.size() && is_lower(pascal[i + 1]);
    if (is_upper(pascal[i]) && (after_lower || ends_acronym)) snake += '_';
    snake += lower(pascal[i]);
  }
  return snake;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    // Most is ASCII: eight bytes at a time, none of which has its highest bit set.
    std::uint64_t eight = 0;
    if (text.size() - i >= sizeof(eight)) {
      std::memcpy(&eight, text.data() + i, sizeof(eight));
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof(eight);
        continue;
      }
    }
    const auto lead = static_cast<std::uint8_t>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = lead >= 0xC2 && lead <= 0xDF   ? 1
                             : lead >= 0xE0 && lead <= 0xEF ? 2
                             : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                            : 0;
    if (more == 0 || i + more >= text.size()) return false;
    const auto second = static_cast<std::uint8_t>(text[i + 1]);
    const std::uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return false;
    for (std::size_t k = 2; k <= more; ++k) {
      if ((static_cast<std::uint8_t>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += more + 1;
  }
  return true;
}

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  return std::ranges::all_of(
      text, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; });
}

std::string to_lower(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), lower);
  return folded;
}

std::string_view nearest(std::string_view given, std::span<const std::string_view> known) {
  // Names longer than this are never typing mistakes of each other worth the work.
  constexpr std::size_t longest = 128;
  if (given.size() > longest) return {};
  const std::string folded = to_lower(given);
  std::string_view best;
  std::size_t best_distance = given.size() * 2 / 5 + 2;
  for (const std::string_view name : known) {
    if (name.size() > longest) continue;
    const std::size_t found = distance(folded, to_lower(name));
    if (found < best_distance) {
      best = name;
      best_distance = found;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view given, std::span<const std::string_view> known) {
  const std::string_view name = nearest(given, known);
  if (name.empty()) return {};
  return "; did you mean \"" + std::string(name) + "\"?";
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string_view take_part(std::string_view& from, char separator) {
  const std::size_t end = from.find(separator);
  const std::string_view part = trimmed(from.substr(0, end));
  from = end == std::string_view::npos ? std::string_view() : from.substr(end + 1);
  return part;
}

}  // namespace fraiseql
