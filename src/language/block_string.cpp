// Reading measures first (which lines count, how much they share) and copies second, and
// copies nothing where the raw text is the value. Printing follows graphql-js's
// `printBlockString`, whose line breaks are chosen so that the value reads back the same.
#include "language/block_string.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace fraiseql::language {
namespace {

constexpr std::string_view quotes = R"(""")";
constexpr std::string_view escaped_quotes = R"(\""")";

bool is_white_space(char c) { return c == ' ' || c == '\t'; }

// Takes the first line off `rest`; false when none is left. A text that ends with a
// line terminator has an empty line behind it.
class line_reader {
 public:
  explicit line_reader(std::string_view text) : rest_(text) {}

  bool next(std::string_view& line) {
    if (at_end_) return false;
    const std::size_t end = rest_.find_first_of("\n\r");
    line = rest_.substr(0, end);
    at_end_ = end == std::string_view::npos;
    if (!at_end_) rest_.remove_prefix(end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1));
    return true;
  }

 private:
  std::string_view rest_;
  bool at_end_ = false;
};

std::size_t indentation(std::string_view line) {
  const auto* end = std::ranges::find_if_not(line, is_white_space);
  return static_cast<std::size_t>(end - line.begin());
}

// Which lines are part of the value, and how much of each is indentation.
struct block_shape {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t indent = std::numeric_limits<std::size_t>::max();
};

block_shape measure(std::string_view raw) {
  block_shape shape;
  std::string_view line;
  std::size_t number = 0;
  for (line_reader lines(raw); lines.next(line); ++number) {
    const std::size_t indent = indentation(line);
    if (indent == line.size()) continue;
    if (shape.end == 0) shape.first = number;
    shape.end = number + 1;
    if (number != 0) shape.indent = std::min(shape.indent, indent);
  }
  return shape;
}

void append_replaced(std::string& to, std::string_view text, std::string_view from,
                     std::string_view with) {
  for (std::size_t found; (found = text.find(from)) != std::string_view::npos;) {
    to += text.substr(0, found);
    to += with;
    text.remove_prefix(found + from.size());
  }
  to += text;
}

}  // namespace

std::string_view block_string_value(std::string_view raw, std::string& buffer, arena& memory) {
  const block_shape shape = measure(raw);
  const bool one_line = raw.find_first_of("\n\r") == std::string_view::npos;
  if (one_line && raw.find(escaped_quotes) == std::string_view::npos) {
    return shape.end == 0 ? std::string_view{} : raw;
  }
  buffer.clear();
  std::string_view line;
  std::size_t number = 0;
  for (line_reader lines(raw); lines.next(line) && number < shape.end; ++number) {
    if (number < shape.first) continue;
    if (number != shape.first) buffer += '\n';
    if (number != 0) line.remove_prefix(std::min(shape.indent, line.size()));
    append_replaced(buffer, line, escaped_quotes, quotes);
  }
  return memory.copy(std::string_view(buffer));
}

std::string print_block_string(std::string_view value) {
  std::string escaped;
  append_replaced(escaped, value, quotes, escaped_quotes);

  const bool is_single_line = value.find('\n') == std::string_view::npos;
  bool all_but_first_indented = true;
  std::string_view line;
  line_reader lines(escaped);
  lines.next(line);
  while (lines.next(line)) {
    all_but_first_indented &= line.empty() || is_white_space(line[0]);
  }
  // Behind a line break the first line counts for the shared indentation too, so that
  // the indentation of the others is kept.
  const bool force_leading_line_break = !is_single_line && all_but_first_indented;
  const bool ends_in_triple_quotes = escaped.ends_with(escaped_quotes);
  const bool force_trailing_line_break =
      (value.ends_with('"') && !ends_in_triple_quotes) || value.ends_with('\\');
  const bool several_lines = !is_single_line || utf16_length(value) > 70 ||
                             force_trailing_line_break || force_leading_line_break ||
                             ends_in_triple_quotes;
  const bool skip_leading_line_break = is_single_line && !value.empty() && is_white_space(value[0]);

  std::string literal(quotes);
  if ((several_lines && !skip_leading_line_break) || force_leading_line_break) literal += '\n';
  literal += escaped;
  if (several_lines || force_trailing_line_break) literal += '\n';
  literal += quotes;
  return literal;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) ++length;  // a code point begins
    if (byte >= 0xF0) ++length;           // beyond the basic plane: a surrogate pair
  }
  return length;
}

}  // namespace fraiseql::language
