// Scalar code but for UTF-8, which simdjson checks: a request is a few hundred bytes, too few for
// a first pass over all of them to pay, and nothing needs to be copied behind padding.
#include "json/flat.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace fraiseql::json {
namespace {

// A larger object's names are sorted to find two that are equal.
constexpr std::uint32_t few_members = 16;
constexpr std::size_t most_nodes_kept = 4096;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit; 16 where it is none.
unsigned hex(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return 16;
}

constexpr std::uint64_t in_each_byte(std::uint64_t byte) { return byte * 0x0101010101010101U; }

// Whether one of eight bytes is zero.
constexpr std::uint64_t zero_in(std::uint64_t bytes) {
  return (bytes - in_each_byte(1)) & ~bytes & in_each_byte(0x80);
}

// Of eight bytes the first that is a quote, a backslash or a control character; 8 where none is.
// A borrow may mark bytes behind one that is marked rightly, never one before it.
std::size_t end_of_plain_text(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof(bytes));
  const std::uint64_t control = (bytes - in_each_byte(0x20)) & ~bytes & in_each_byte(0x80);
  const std::uint64_t marked =
      control | zero_in(bytes ^ in_each_byte('"')) | zero_in(bytes ^ in_each_byte('\\'));
  return static_cast<std::size_t>(std::countr_zero(marked)) / 8;
}

// Walks one text. Every function gives whether what it read is well-formed.
class scanner {
 public:
  scanner(std::string_view text, std::size_t max_depth, std::vector<flat::node>& nodes)
      : text_(text),
        at_(text.data()),
        end_(text.data() + text.size()),
        max_depth_(max_depth),
        nodes_(nodes) {}

  bool read() {
    skip_space();
    if (!read_value(0)) return false;
    skip_space();
    return at_ == end_;
  }

 private:
  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  std::size_t begin(form is) {
    nodes_.push_back({.is = is, .at = static_cast<std::uint32_t>(at_ - text_.data())});
    return nodes_.size() - 1;
  }

  // Of a scalar, which ends here.
  bool end(std::size_t node) {
    const auto here = static_cast<std::uint32_t>(at_ - text_.data());
    nodes_[node].size = here - nodes_[node].at;
    nodes_[node].next = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }

  bool read_value(std::size_t depth) {
    if (at_ == end_) return false;
    switch (*at_) {
      case '"': return read_string();
      case '{': return depth < max_depth_ && read_object(depth);
      case '[': return depth < max_depth_ && read_array(depth);
      case 't': return read_word(form::boolean, "true");
      case 'f': return read_word(form::boolean, "false");
      case 'n': return read_word(form::null, "null");
      default: return read_number();
    }
  }

  // What stands behind it is for who reads on to refuse: no letter may.
  bool read_word(form is, std::string_view word) {
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) {
      return false;
    }
    const std::size_t node = begin(is);
    at_ += word.size();
    return end(node);
  }

  bool skip_digits() {
    const char* const from = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return at_ != from;
  }

  bool read_number() {
    const std::size_t node = begin(form::number);
    take('-');
    if (!take('0') && !skip_digits()) return false;
    if (take('.') && !skip_digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!skip_digits()) return false;
    }
    return end(node);
  }

  bool read_string() {
    ++at_;
    const std::size_t node = begin(form::string);
    while (true) {
      skip_plain_text();
      if (at_ == end_) return false;
      const char c = *at_;
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '\\') {
        nodes_[node].has_escapes = true;
        if (!read_escape()) return false;
      } else {
        ++at_;
      }
    }
    end(node);
    ++at_;
    return true;
  }

  // All of it but for a rest of less than eight bytes.
  void skip_plain_text() {
    while (end_ - at_ >= 8) {
      const std::size_t plain = end_of_plain_text(at_);
      at_ += plain;
      if (plain < 8) return;
    }
  }

  bool read_escape() {
    ++at_;
    if (at_ == end_) return false;
    const char c = *at_++;
    if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
    unsigned unit = 0;
    if (!read_unit(unit)) return false;
    if (unit < 0xd800 || unit > 0xdfff) return true;
    // One half of a pair is no character.
    return unit < 0xdc00 && take('\\') && take('u') && read_unit(unit) && unit >= 0xdc00 &&
           unit <= 0xdfff;
  }

  bool read_unit(unsigned& unit) {
    if (end_ - at_ < 4) return false;
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const unsigned digit = hex(*at_++);
      if (digit > 15) return false;
      unit = unit << 4U | digit;
    }
    return true;
  }

  bool read_array(std::size_t depth) {
    const std::size_t node = begin(form::list);
    ++at_;
    std::uint32_t count = 0;
    skip_space();
    if (!take(']')) {
      do {
        skip_space();
        if (!read_value(depth + 1)) return false;
        ++count;
        skip_space();
      } while (take(','));
      if (!take(']')) return false;
    }
    return close(node, count);
  }

  bool read_object(std::size_t depth) {
    const std::size_t node = begin(form::members);
    ++at_;
    std::uint32_t count = 0;
    skip_space();
    if (!take('}')) {
      do {
        skip_space();
        if (at_ == end_ || *at_ != '"' || !read_string()) return false;
        skip_space();
        if (!take(':')) return false;
        skip_space();
        if (!read_value(depth + 1)) return false;
        ++count;
        skip_space();
      } while (take(','));
      if (!take('}')) return false;
    }
    close(node, count);
    // Names with escapes are unescaped once each.
    const bool is_simple = count <= few_members && !has_escaped_names(node);
    return is_simple ? has_own_names(node) : has_own_names_of_many(node);
  }

  bool close(std::size_t node, std::uint32_t count) {
    nodes_[node].size = count;
    nodes_[node].next = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }

  [[nodiscard]] std::string_view raw(const flat::node& of) const {
    return text_.substr(of.at, of.size);
  }

  [[nodiscard]] std::string name(const flat::node& of) const {
    std::string made;
    unescape(made, raw(of));
    return made;
  }

  // Behind a name stands its value, and behind that the next name.
  [[nodiscard]] std::uint32_t next_name(std::size_t name) const {
    return nodes_[nodes_[name].next].next;
  }

  [[nodiscard]] bool has_escaped_names(std::size_t object) const {
    const std::uint32_t end = nodes_[object].next;
    for (auto one = static_cast<std::uint32_t>(object + 1); one < end; one = next_name(one)) {
      if (nodes_[one].has_escapes) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_own_names(std::size_t object) const {
    const std::uint32_t end = nodes_[object].next;
    for (auto one = static_cast<std::uint32_t>(object + 1); one < end; one = next_name(one)) {
      for (std::uint32_t other = next_name(one); other < end; other = next_name(other)) {
        if (raw(nodes_[one]) == raw(nodes_[other])) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool has_own_names_of_many(std::size_t object) const {
    const std::uint32_t end = nodes_[object].next;
    std::vector<std::string_view> names;
    std::vector<std::string> unescaped;
    names.reserve(nodes_[object].size);
    unescaped.reserve(nodes_[object].size);  // views of them stay
    for (auto one = static_cast<std::uint32_t>(object + 1); one < end; one = next_name(one)) {
      const flat::node& node = nodes_[one];
      names.push_back(node.has_escapes ? std::string_view(unescaped.emplace_back(name(node)))
                                       : raw(node));
    }
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) == names.end();
  }

  std::string_view text_;
  const char* at_;
  const char* end_;
  std::size_t max_depth_;
  std::vector<flat::node>& nodes_;
};

void add_utf8(std::string& out, unsigned code) {
  const auto byte = [&out](unsigned bits) { out += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xc0 | code >> 6U);
  } else {
    if (code < 0x10000) {
      byte(0xe0 | code >> 12U);
    } else {
      byte(0xf0 | code >> 18U);
      byte(0x80 | (code >> 12U & 0x3fU));
    }
    byte(0x80 | (code >> 6U & 0x3fU));
  }
  byte(0x80 | (code & 0x3fU));
}

unsigned unit_at(std::string_view raw, std::size_t at) {
  unsigned unit = 0;
  for (const char c : raw.substr(at, 4)) unit = unit << 4U | hex(c);
  return unit;
}

// What the escape at `at` stands for; gives where it ends.
std::size_t add_escaped(std::string& out, std::string_view raw, std::size_t at) {
  const char c = raw[at + 1];
  if (c != 'u') {
    constexpr std::string_view letters = "bfnrt";
    constexpr std::string_view meanings = "\b\f\n\r\t";
    const std::size_t letter = letters.find(c);
    out += letter == std::string_view::npos ? c : meanings[letter];
    return at + 2;
  }
  const unsigned unit = unit_at(raw, at + 2);
  if (unit < 0xd800 || unit > 0xdfff) {
    add_utf8(out, unit);
    return at + 6;
  }
  add_utf8(out, 0x10000 + ((unit - 0xd800) << 10U) + (unit_at(raw, at + 8) - 0xdc00));
  return at + 12;
}

}  // namespace

result<done> flat::read(std::string_view text, read_options options) {
  text_ = text;
  nodes_.clear();
  const bool fits = text.size() <= std::numeric_limits<std::uint32_t>::max();
  if (fits && simdjson::validate_utf8(text.data(), text.size()) &&
      scanner(text, options.max_depth, nodes_).read()) {
    return done{};
  }
  nodes_.clear();
  auto why = json::read(text, options);
  if (why) return failed{failure{"the text is not well-formed JSON"}};
  return failed{std::move(why).error()};
}

void flat::forget() {
  text_ = {};
  nodes_.clear();
  if (nodes_.capacity() > most_nodes_kept) nodes_.shrink_to_fit();
}

void unescape(std::string& out, std::string_view raw) {
  out.reserve(out.size() + raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t escape = std::min(raw.find('\\', at), raw.size());
    out.append(raw, at, escape - at);
    at = escape == raw.size() ? escape : add_escaped(out, raw, escape);
  }
}

}  // namespace fraiseql::json
