// The kinds by first byte, then a check of the whole. is_jsonb follows nested values
// with one bit a level instead of recursion, so that hostile nesting costs no stack.
#include "transform/token.hpp"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cstddef>

#include "transform/chunk.hpp"
#include "transform/scan.hpp"

namespace fraiseql::transform {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// The length of the escape at the begin of `text`, or 0 if it is none of jsonb's.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return 0;
  if (std::string_view(R"("\/bfnrt)").find(text[1]) != std::string_view::npos) return 2;
  const bool control =
      text.size() >= 6 && text.substr(1, 3) == "u00" && is_hex(text[4]) && is_hex(text[5]);
  return control ? 6 : 0;
}

// Of what stands between the quotes.
bool is_string_body(std::string_view body) {
  const char* at = body.data();
  const char* const end = at + body.size();
#ifdef __SSE2__
  while (at != nullptr && static_cast<std::size_t>(end - at) >= chunk_bytes) {
    const unsigned special = special_bytes(load_chunk(at));
    at = special == 0 ? at + chunk_bytes : past_one(at + std::countr_zero(special), end);
  }
#endif
  while (at != nullptr && at < end) at = past_one(at, end);
  return at == end;
}

bool is_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  return is_string_body(text.substr(1, text.size() - 2));
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// The state of is_jsonb: where it is, and which kind each open container has.
class raw_check {
 public:
  explicit raw_check(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool run() {
    while (true) {
      if (!value()) return false;
      while (depth_ > 0 && closes()) {
        ++at_;
        --depth_;
      }
      if (depth_ == 0) return at_ == end_;
      if (!take(", ")) return false;
      if (is_object_[depth_ - 1] && !key()) return false;
    }
  }

 private:
  // To the end of a scalar or an empty container, through every bracket before it.
  bool value() {
    while (at_ < end_ && (*at_ == '{' || *at_ == '[')) {
      if (depth_ == max_raw_depth) return false;
      is_object_[depth_++] = *at_++ == '{';
      if (closes()) return true;
      if (is_object_[depth_ - 1] && !key()) return false;
    }
    return scalar();
  }
  bool scalar() {
    const char* const begin = at_;
    at_ = value_end(begin, end_);
    if (at_ == nullptr) return false;
    return kind_of({begin, static_cast<std::size_t>(at_ - begin)}) != token::malformed;
  }
  bool key() { return at_ < end_ && *at_ == '"' && scalar() && take(": "); }
  [[nodiscard]] bool closes() const {
    return at_ < end_ && *at_ == (is_object_[depth_ - 1] ? '}' : ']');
  }
  bool take(std::string_view text) {
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(text)) {
      return false;
    }
    at_ += text.size();
    return true;
  }

  const char* at_;
  const char* end_;
  std::size_t depth_ = 0;
  std::bitset<max_raw_depth> is_object_ = {};
};

}  // namespace

token kind_of(std::string_view text) {
  if (text.empty()) return token::malformed;
  switch (text.front()) {
    case '"': return is_string(text) ? token::string : token::malformed;
    case '{': return token::object;
    case '[': return token::list;
    case 'n': return text == "null" ? token::null : token::malformed;
    case 't': return text == "true" ? token::boolean : token::malformed;
    case 'f': return text == "false" ? token::boolean : token::malformed;
    default: return is_number(text) ? token::number : token::malformed;
  }
}

const char* past_one(const char* at, const char* end) {
  if (*at == '\\') {
    const std::size_t length = escape_length({at, static_cast<std::size_t>(end - at)});
    return length == 0 ? nullptr : at + length;
  }
  return *at == '"' || static_cast<unsigned char>(*at) < 0x20 ? nullptr : at + 1;
}

bool is_plain(std::string_view text) {
  return text.find('\\') == std::string_view::npos && is_string_body(text);
}

bool is_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_at(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_jsonb(std::string_view text) { return raw_check(text).run(); }

}  // namespace fraiseql::transform
