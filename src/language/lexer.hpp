// The lexical grammar (specification, section 2.1 and appendix B.2): text to tokens.
//
// Private to the room. It knows every token of the language, those of type-system
// documents included, and nothing of how they go together: that is grammar.hpp. White
// space, line ends, commas, comments and byte order marks are skipped. The text must be
// UTF-8 already (grammar checks it once), so bytes beyond ASCII are never decoded here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.hpp"

namespace fraiseql::language {

enum class token_kind : std::uint8_t {
  end_of_file,
  name,
  integer,
  floating,
  string,
  block_string,
  bang,
  dollar,
  ampersand,
  left_parenthesis,
  right_parenthesis,
  spread,
  colon,
  equals,
  at,
  left_bracket,
  right_bracket,
  left_brace,
  pipe,
  right_brace,
  invalid,  // no token begins or ends here; `text` says why
};

// `text` is the source of a name, number or punctuator, and the value of a string: a
// view into the source, or into the arena where that value is not in it as it stands.
struct token {
  token_kind kind = token_kind::end_of_file;
  std::uint32_t offset = 0;
  std::string_view text;
};

// What a kind of token is called in messages: `"{"`, `a name`, `the end of the document`.
std::string_view name_of(token_kind kind);
// What this token is called in messages; long names are cut.
std::string describe(const token& found);

// Borrows the source, and the arena in which it puts what it decodes.
class lexer {
 public:
  // Needs UTF-8 of at most 4 GiB.
  lexer(std::string_view source, arena& memory) : source_(source), arena_(memory) {}

  // The next token. Behind the last one it gives end_of_file, again and again; after
  // an invalid one it must not be called.
  token next();

 private:
  void skip_ignored();
  token read_punctuator();
  token read_dot();
  token read_name();
  token read_number();
  token read_string();
  token read_block_string();
  // Appends what the escape at position_ stands for and steps over it; false if it is none.
  bool read_escape(std::string& value);
  bool read_unicode_escape(std::string& value);
  // The position behind the digits that begin at `position`.
  [[nodiscard]] std::size_t skip_digits(std::size_t position) const;

  [[nodiscard]] char at(std::size_t position) const {
    return position < source_.size() ? source_[position] : '\0';
  }
  [[nodiscard]] std::string describe_character(std::size_t position) const;
  token take(token_kind kind, std::size_t length);
  [[nodiscard]] token invalid(std::size_t position, std::string_view message);

  std::string_view source_;
  arena& arena_;
  std::size_t position_ = 0;
  std::string value_;  // the string being decoded; a member for its capacity
};

}  // namespace fraiseql::language
