// A source_location counts UTF-16 units, a terminal columns, and the text is bytes of UTF-8.
// So the line is walked character by character: by units as far as the place, then once more
// around it for what is shown. Widths come from the C library, whatever the user's locale.
#include "cli/pointing.hpp"

#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"
#include "server/plain_text.hpp"

namespace fraiseql::cli {
namespace {

// What is shown of a line, in characters.
constexpr std::size_t most_before = 60;
constexpr std::size_t most_after = 40;

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// The thread's locale is one of UTF-8 while this is there.
class utf8_widths {
 public:
  utf8_widths() : made_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (made_ != nullptr) before_ = uselocale(made_);
  }
  ~utf8_widths() {
    if (made_ == nullptr) return;
    uselocale(before_);
    freelocale(made_);
  }
  utf8_widths(const utf8_widths&) = delete;
  utf8_widths& operator=(const utf8_widths&) = delete;

  // Negative where it is not to be shown.
  [[nodiscard]] int of(char32_t c) const {
    if (c < 0x80 || made_ == nullptr) return 1;
    return wcwidth(static_cast<wchar_t>(c));
  }

 private:
  locale_t made_;
  locale_t before_ = nullptr;
};

struct character {
  std::string_view bytes;
  char32_t code_point = 0;  // of one byte that is not UTF-8: U+FFFD
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The one that `text` begins with. Needs text.
character first_of(std::string_view text) {
  const std::string_view bytes = server::first_character(text);
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return {bytes, lead};
  if (!is_utf8(bytes)) return {bytes, 0xFFFD};
  char32_t code_point = lead & (0x7FU >> bytes.size());
  for (const char c : bytes.substr(1)) {
    code_point = code_point << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return {bytes, code_point};
}

// What stands for a character, and the columns it takes.
struct shown {
  std::string_view text;
  std::size_t width = 1;
};

shown show(const character& one, const utf8_widths& widths) {
  const int width = widths.of(one.code_point);
  if (width < 0 || !server::is_plain(one.bytes)) {
    return {replacement, 1};
  }
  return {one.bytes, static_cast<std::size_t>(width)};
}

std::string_view line_of(std::string_view text, std::uint32_t number) {
  for (; number > 1; --number) {
    const std::size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return {};
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return text.substr(0, text.find_first_of("\r\n"));
}

// The byte of `line` at `column`, or its end. An offset's column counts a byte that is not
// UTF-8 by its lead bits alone, and so does this.
std::size_t byte_at(std::string_view line, std::uint32_t column) {
  std::uint32_t passed = 1;
  std::size_t at = 0;
  for (; at < line.size(); ++at) {
    if (is_continuation(line[at])) continue;
    if (passed >= column) break;
    passed += static_cast<unsigned char>(line[at]) < 0xF0 ? 1 : 2;
  }
  return at;
}

std::size_t step_back(std::string_view line, std::size_t from, std::size_t characters) {
  for (; from > 0 && characters > 0; --characters) {
    do --from;
    while (from > 0 && is_continuation(line[from]));
  }
  return from;
}

std::size_t step_on(std::string_view line, std::size_t from, std::size_t characters) {
  for (; from < line.size() && characters > 0; --characters) {
    do ++from;
    while (from < line.size() && is_continuation(line[from]));
  }
  return from;
}

}  // namespace

std::string point_into(std::string_view text, source_location at, colour chosen) {
  const utf8_widths widths;
  const std::string_view line = line_of(text, at.line);
  const std::size_t place = byte_at(line, at.column);
  const std::size_t begin = step_back(line, place, most_before);
  const std::size_t end = step_on(line, place, most_after);

  std::string number = "  " + std::to_string(at.line);
  std::string above = number + " | ";
  std::string below = std::string(number.size(), ' ') + " | ";
  if (begin > 0) {
    above += "...";
    below += "   ";
  }
  for (std::size_t i = begin; i < end;) {
    const character one = first_of(line.substr(i, end - i));
    if (one.code_point == '\t') {
      above += '\t';
      if (i < place) below += '\t';
    } else {
      const shown as = show(one, widths);
      above += as.text;
      if (i < place) below.append(as.width, ' ');
    }
    i += one.bytes.size();
  }
  if (end < line.size()) above += "...";
  below += chosen == colour::on ? "\x1B[1;32m^\x1B[0m" : "^";
  return above + '\n' + below + '\n';
}

}  // namespace fraiseql::cli
