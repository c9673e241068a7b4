// One function per kind of token, each a single pass over its bytes. Where a number or
// string goes wrong is pointed at as graphql-js does, so that the two can be compared.
#include "language/lexer.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "language/block_string.hpp"

namespace fraiseql::language {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool ends_plain_text(char c) { return c == '"' || c == '\\' || is_line_end(c); }

constexpr auto name_characters = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    table[c] = is_name_start(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  }
  return table;
}();
bool is_name_continue(char c) { return name_characters[static_cast<unsigned char>(c)]; }

constexpr bool is_leading_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
constexpr bool is_trailing_surrogate(std::uint32_t code) {
  return code >= 0xDC00 && code <= 0xDFFF;
}
constexpr bool is_scalar_value(std::uint32_t code) {
  return code <= 0x10FFFF && !is_leading_surrogate(code) && !is_trailing_surrogate(code);
}

std::optional<std::uint32_t> hex_digit(char c) {
  if (is_digit(c)) return static_cast<std::uint32_t>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  return {};
}

// The number that `digits` spell, exactly four of them.
std::optional<std::uint32_t> four_hex_digits(std::string_view digits) {
  if (digits.size() != 4) return {};
  std::uint32_t code = 0;
  for (const char c : digits) {
    const auto digit = hex_digit(c);
    if (!digit) return {};
    code = code << 4 | *digit;
  }
  return code;
}

void append_utf8(std::string& to, std::uint32_t code) {
  const auto put = [&to](std::uint32_t byte) { to += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

// The code point that begins with the first byte of `text`, which is UTF-8.
std::uint32_t decode_first(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return lead;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  return code;
}

}  // namespace

std::string_view name_of(token_kind kind) {
  switch (kind) {
    case token_kind::end_of_file: return "the end of the document";
    case token_kind::name: return "a name";
    case token_kind::integer: return "an integer";
    case token_kind::floating: return "a number";
    case token_kind::string: return "a string";
    case token_kind::block_string: return "a block string";
    case token_kind::bang: return R"("!")";
    case token_kind::dollar: return R"("$")";
    case token_kind::ampersand: return R"("&")";
    case token_kind::left_parenthesis: return R"("(")";
    case token_kind::right_parenthesis: return "\")\"";
    case token_kind::spread: return R"("...")";
    case token_kind::colon: return R"(":")";
    case token_kind::equals: return R"("=")";
    case token_kind::at: return R"("@")";
    case token_kind::left_bracket: return R"("[")";
    case token_kind::right_bracket: return R"("]")";
    case token_kind::left_brace: return R"("{")";
    case token_kind::pipe: return R"("|")";
    case token_kind::right_brace: return R"("}")";
    case token_kind::invalid: return "an invalid token";
  }
  return {};
}

std::string describe(const token& found) {
  constexpr std::size_t longest = 60;
  const bool quotes_itself = found.kind == token_kind::name || found.kind == token_kind::integer ||
                             found.kind == token_kind::floating;
  if (!quotes_itself) return std::string(name_of(found.kind));
  if (found.text.size() <= longest) return fmt::format(R"("{}")", found.text);
  return fmt::format(R"("{}...")", found.text.substr(0, longest));
}

token lexer::next() {
  skip_ignored();
  if (position_ == source_.size()) return take(token_kind::end_of_file, 0);
  const char c = source_[position_];
  if (is_name_start(c)) return read_name();
  if (c == '"') {
    return source_.substr(position_, 3) == R"(""")" ? read_block_string() : read_string();
  }
  if (is_digit(c) || c == '-') return read_number();
  return read_punctuator();
}

void lexer::skip_ignored() {
  while (position_ < source_.size()) {
    const char c = source_[position_];
    if (c == ' ' || c == '\n' || c == ',' || c == '\t' || c == '\r') {
      ++position_;
    } else if (c == '#') {
      while (position_ < source_.size() && !is_line_end(source_[position_])) ++position_;
    } else if (c == byte_order_mark[0] && source_.substr(position_, 3) == byte_order_mark) {
      position_ += byte_order_mark.size();
    } else {
      return;
    }
  }
}

token lexer::read_punctuator() {
  switch (source_[position_]) {
    case '!': return take(token_kind::bang, 1);
    case '$': return take(token_kind::dollar, 1);
    case '&': return take(token_kind::ampersand, 1);
    case '(': return take(token_kind::left_parenthesis, 1);
    case ')': return take(token_kind::right_parenthesis, 1);
    case '.': return read_dot();
    case ':': return take(token_kind::colon, 1);
    case '=': return take(token_kind::equals, 1);
    case '@': return take(token_kind::at, 1);
    case '[': return take(token_kind::left_bracket, 1);
    case ']': return take(token_kind::right_bracket, 1);
    case '{': return take(token_kind::left_brace, 1);
    case '|': return take(token_kind::pipe, 1);
    case '}': return take(token_kind::right_brace, 1);
    case '\'':
      return invalid(position_, R"(unexpected single quote, strings are written with '"')");
    default: return invalid(position_, "unexpected character " + describe_character(position_));
  }
}

token lexer::read_dot() {
  if (source_.substr(position_, 3) == "...") return take(token_kind::spread, 3);
  if (at(position_ + 1) == '.') return invalid(position_, R"(unexpected "..", a spread is "...")");
  if (is_digit(at(position_ + 1))) {
    return invalid(position_, R"(invalid number, expected a digit before ".")");
  }
  return invalid(position_, R"(unexpected character ".")");
}

token lexer::read_name() {
  std::size_t end = position_ + 1;
  while (end < source_.size() && is_name_continue(source_[end])) ++end;
  return take(token_kind::name, end - position_);
}

// 2.9.1 Int Value and 2.9.2 Float Value. A number must not run into a name, a dot or
// another digit: `0xF1`, `1.2.3` and `01` are each one mistake, not two tokens.
token lexer::read_number() {
  const auto expected_digit = [this](std::size_t position) {
    return invalid(position,
                   "invalid number, expected a digit but got " + describe_character(position));
  };
  token_kind kind = token_kind::integer;
  std::size_t end = position_ + (source_[position_] == '-' ? 1 : 0);
  if (at(end) == '0') {
    ++end;
    if (is_digit(at(end))) {
      return invalid(end, "invalid number, unexpected digit after 0: " + describe_character(end));
    }
  } else {
    if (!is_digit(at(end))) return expected_digit(end);
    end = skip_digits(end);
  }
  if (at(end) == '.') {
    kind = token_kind::floating;
    ++end;
    if (!is_digit(at(end))) return expected_digit(end);
    end = skip_digits(end);
  }
  if (at(end) == 'e' || at(end) == 'E') {
    kind = token_kind::floating;
    ++end;
    if (at(end) == '+' || at(end) == '-') ++end;
    if (!is_digit(at(end))) return expected_digit(end);
    end = skip_digits(end);
  }
  if (at(end) == '.' || is_name_start(at(end))) return expected_digit(end);
  return take(kind, end - position_);
}

std::size_t lexer::skip_digits(std::size_t position) const {
  while (is_digit(at(position))) ++position;
  return position;
}

// 2.9.4 String Value. A string without escapes, nearly every one, stays in the source.
token lexer::read_string() {
  const std::size_t start = position_;
  std::size_t chunk = start + 1;  // where what is not yet in value_ begins
  value_.clear();
  for (position_ = chunk;;) {
    while (position_ < source_.size() && !ends_plain_text(source_[position_])) ++position_;
    const std::string_view plain = source_.substr(chunk, position_ - chunk);
    if (at(position_) == '"') {
      std::string_view text = plain;
      if (chunk != start + 1) text = arena_.copy(std::string_view(value_.append(plain)));
      ++position_;
      return {token_kind::string, static_cast<std::uint32_t>(start), text};
    }
    if (at(position_) != '\\') return invalid(position_, "unterminated string");
    value_ += plain;
    const std::size_t escape = position_;
    if (!read_escape(value_)) return invalid(escape, "invalid escape sequence in a string");
    chunk = position_;
  }
}

bool lexer::read_escape(std::string& value) {
  const char escaped = at(position_ + 1);
  switch (escaped) {
    case '"':
    case '\\':
    case '/': value += escaped; break;
    case 'b': value += '\b'; break;
    case 'f': value += '\f'; break;
    case 'n': value += '\n'; break;
    case 'r': value += '\r'; break;
    case 't': value += '\t'; break;
    case 'u': return read_unicode_escape(value);
    default: return false;
  }
  position_ += 2;
  return true;
}

// `\u{1F600}`, `\u00E9`, or two of the latter that make a surrogate pair.
bool lexer::read_unicode_escape(std::string& value) {
  std::size_t end = position_ + 2;
  std::uint32_t code = 0;
  if (at(end) == '{') {
    const std::size_t first = ++end;
    for (; at(end) != '}'; ++end) {
      const auto digit = hex_digit(at(end));
      if (!digit || end - first == 8) return false;  // the bound is graphql-js's
      code = code << 4 | *digit;
    }
    if (end == first) return false;
    ++end;
  } else {
    const auto unit = four_hex_digits(source_.substr(end, 4));
    if (!unit) return false;
    code = *unit;
    end += 4;
    if (is_leading_surrogate(code) && source_.substr(end, 2) == "\\u") {
      const auto trailing = four_hex_digits(source_.substr(end + 2, 4));
      if (!trailing || !is_trailing_surrogate(*trailing)) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (*trailing - 0xDC00);
      end += 6;
    }
  }
  if (!is_scalar_value(code)) return false;
  append_utf8(value, code);
  position_ = end;
  return true;
}

token lexer::read_block_string() {
  const std::size_t start = position_;
  const std::size_t first = start + 3;
  for (std::size_t end = first;; end += 3) {
    end = source_.find(R"(""")", end);
    if (end == std::string_view::npos) return invalid(source_.size(), "unterminated block string");
    if (source_[end - 1] == '\\') continue;
    position_ = end + 3;
    const std::string_view raw = source_.substr(first, end - first);
    const std::string_view text = block_string_value(raw, value_, arena_);
    return {token_kind::block_string, static_cast<std::uint32_t>(start), text};
  }
}

std::string lexer::describe_character(std::size_t position) const {
  if (position >= source_.size()) return "the end of the document";
  const std::uint32_t code = decode_first(source_.substr(position));
  if (code == '"') return R"('"')";
  if (code >= 0x20 && code <= 0x7E) return fmt::format(R"("{}")", static_cast<char>(code));
  return fmt::format("U+{:04X}", code);
}

token lexer::take(token_kind kind, std::size_t length) {
  const token taken{kind, static_cast<std::uint32_t>(position_), source_.substr(position_, length)};
  position_ += length;
  return taken;
}

token lexer::invalid(std::size_t position, std::string_view message) {
  return {token_kind::invalid, static_cast<std::uint32_t>(position), arena_.copy(message)};
}

}  // namespace fraiseql::language
