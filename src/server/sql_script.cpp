// One pass over the bytes. Whatever does not end (a quote, a comment) runs to the end
// of the script: PostgreSQL has refused such a script before this is asked.
#include "server/sql_script.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace fraiseql::server {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class statement_scanner {
 public:
  explicit statement_scanner(std::string_view script) : script_(script) {}

  std::vector<std::size_t> scan() {
    while (at_ < script_.size()) {
      if (skip_blank()) continue;
      if (script_[at_] == ';' && parentheses_ == 0 && blocks_ == 0) {
        ++at_;
        inside_ = false;
        continue;
      }
      if (!inside_) begin_statement();
      skip_token();
    }
    return std::move(starts_);
  }

 private:
  [[nodiscard]] bool looking_at(std::string_view text) const {
    return script_.substr(at_).starts_with(text);
  }

  void begin_statement() {
    starts_.push_back(at_);
    inside_ = true;
    first_words_.clear();
    parentheses_ = 0;
  }

  bool skip_blank() {
    if (is_space(script_[at_])) {
      ++at_;
    } else if (looking_at("--")) {
      at_ = std::min(script_.find('\n', at_), script_.size());
    } else if (looking_at("/*")) {
      skip_comment();
    } else {
      return false;
    }
    return true;
  }

  // Comments nest in SQL.
  void skip_comment() {
    std::size_t depth = 0;
    while (at_ < script_.size()) {
      if (looking_at("/*")) {
        ++depth;
        at_ += 2;
      } else if (looking_at("*/")) {
        --depth;
        at_ += 2;
        if (depth == 0) return;
      } else {
        ++at_;
      }
    }
  }

  void skip_token() {
    const char c = script_[at_];
    if (c == '\'' || c == '"') {
      skip_quoted(c, '\0');
    } else if (c == '$') {
      skip_dollar_quoted();
    } else if (is_letter(c)) {
      skip_word();
    } else {
      if (c == '(') ++parentheses_;
      if (c == ')' && parentheses_ > 0) --parentheses_;
      ++at_;
    }
  }

  void skip_quoted(char quote, char escape) {
    for (++at_; at_ < script_.size(); ++at_) {
      const bool doubled = at_ + 1 < script_.size() && script_[at_ + 1] == quote;
      if (script_[at_] == quote && !doubled) break;
      if (script_[at_] == quote || (escape != '\0' && script_[at_] == escape)) ++at_;
    }
    at_ = std::min(at_ + 1, script_.size());
  }

  void skip_dollar_quoted() {
    std::size_t end = at_ + 1;
    if (end < script_.size() && !is_digit(script_[end])) {
      while (end < script_.size() && (is_letter(script_[end]) || is_digit(script_[end]))) ++end;
    }
    if (end >= script_.size() || script_[end] != '$') {
      ++at_;
      return;
    }
    const std::string_view tag = script_.substr(at_, end + 1 - at_);
    const std::size_t close = script_.find(tag, end + 1);
    at_ = close == std::string_view::npos ? script_.size() : close + tag.size();
  }

  void skip_word() {
    const std::size_t begin = at_;
    while (at_ < script_.size() &&
           (is_letter(script_[at_]) || is_digit(script_[at_]) || script_[at_] == '$')) {
      ++at_;
    }
    const std::string word = to_lower(script_.substr(begin, at_ - begin));
    if (word == "e" && at_ < script_.size() && script_[at_] == '\'') {
      skip_quoted('\'', '\\');
      return;
    }
    if (first_words_.size() < 4) first_words_.push_back(word);
    count_blocks(word);
  }

  // Only a routine has semicolons within a statement: BEGIN ATOMIC ...; ...; END, where
  // CASE has an END of its own.
  void count_blocks(std::string_view word) {
    if (!is_routine()) return;
    if (word == "begin" || (word == "case" && blocks_ > 0)) ++blocks_;
    if (word == "end" && blocks_ > 0) --blocks_;
  }

  [[nodiscard]] bool is_routine() const {
    const std::size_t kind = first_words_.size() > 1 && first_words_[1] == "or" ? 3 : 1;
    return first_words_.size() > kind && first_words_[0] == "create" &&
           (first_words_[kind] == "function" || first_words_[kind] == "procedure");
  }

  std::string_view script_;
  std::size_t at_ = 0;
  bool inside_ = false;
  std::size_t parentheses_ = 0;
  std::size_t blocks_ = 0;
  std::vector<std::string> first_words_ = {};
  std::vector<std::size_t> starts_ = {};
};

}  // namespace

std::size_t line_of_character(std::string_view script, std::size_t position) {
  std::size_t characters = 0;
  for (std::size_t offset = 0; offset < script.size(); ++offset) {
    const bool begins_character = (static_cast<unsigned char>(script[offset]) & 0xC0U) != 0x80U;
    if (begins_character && ++characters == position) return line_of_offset(script, offset);
  }
  const std::size_t last = script.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? 1 : line_of_offset(script, last);
}

std::size_t line_of_offset(std::string_view script, std::size_t offset) {
  const std::string_view before = script.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::vector<std::size_t> statement_starts(std::string_view script) {
  return statement_scanner(script).scan();
}

}  // namespace fraiseql::server
