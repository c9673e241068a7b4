// scan: where the members of an object and the elements of a list begin and end, by what the
// structure knows: the second of the two stages walks with it.
//
// Each quote and bracket is compared with the place where it must be, so that no text leads the
// walk outside of itself. What is skipped is not looked at beyond its brackets and quotes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "transform/structure.hpp"

namespace fraiseql::transform {

// A value's text inside a row. Without `begin`, there is no such value.
struct span {
  // Of a text whose structure is not known yet.
  static constexpr std::uint32_t not_indexed = 0xFFFFFFFF;

  const char* begin = nullptr;
  const char* end = nullptr;
  std::uint32_t bracket = not_indexed;  // of a list or an object: its number in the structure

  [[nodiscard]] bool missing() const { return begin == nullptr; }
  [[nodiscard]] std::string_view text() const {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
  [[nodiscard]] bool is_container() const {
    return begin != end && (*begin == '{' || *begin == '[');
  }
};

enum class step : std::uint8_t { item, end, malformed };

// What members and elements have in common: the place in a container, and the value there.
class scanner {
 public:
  [[nodiscard]] const span& value() const { return value_; }

 protected:
  // Needs a span whose structure is in `of`, where it stays until the scanner is done.
  scanner(const structure& of, const span& container)
      : brackets_(of.brackets()),
        quotes_(of.quotes()),
        bracket_(brackets_ + container.bracket + 1),
        quote_(quotes_ + bracket_[-1].quote),
        base_(container.begin - bracket_[-1].place),
        at_(container.begin + 1),
        end_(container.end) {}

  // Whether these two bytes stand there.
  static bool are(const char* place, const char (&wanted)[3]) {
    std::uint16_t found = 0;
    std::uint16_t expected = 0;
    std::memcpy(&found, place, sizeof(found));
    std::memcpy(&expected, wanted, sizeof(expected));
    return found == expected;
  }

  [[nodiscard]] bool quote_stands_at(const char* place) const { return base_ + *quote_ == place; }

  // Past the value that begins at `from`, inside of the container. `find_end` gives the end of
  // one that is a number or a word: no quote or bracket is inside of it.
  template <class FindEnd>
  [[gnu::always_inline]] bool take_value(const char* from, FindEnd find_end) {
    value_.begin = from;
    if (*from == '"') {
      if (!quote_stands_at(from)) return false;
      at_ = base_ + quote_[1] + 1;
      quote_ += 2;
    } else if (*from == '{' || *from == '[') {
      if (base_ + bracket_->place != from) return false;
      value_.bracket = static_cast<std::uint32_t>(bracket_ - brackets_);
      const bracket* const partner = brackets_ + bracket_->match;
      at_ = base_ + partner->place + 1;
      quote_ = quotes_ + partner->quote;
      bracket_ = partner + 1;
    } else {
      at_ = find_end(from, base_ + std::min(*quote_, bracket_->place));
    }
    value_.end = at_;
    // The container's own bracket is still to come.
    return at_ > from && at_ < end_;
  }

  // Whether the separator stands at at_, inside of the container.
  bool take_separator() {
    // Two bytes can be read there: the container's own bracket is the last.
    if (at_ + 1 == end_ || !are(at_, ", ")) return false;
    at_ += 2;
    return at_ < end_;
  }

  const bracket* brackets_;
  const std::uint32_t* quotes_;
  const bracket* bracket_;      // the next one from at_ on
  const std::uint32_t* quote_;  // likewise
  const char* base_;            // of the text
  const char* at_;
  const char* end_;
  span value_ = {};
};

// The members of an object, in the order of the text. Borrows the text.
class members : public scanner {
 public:
  members(const structure& of, const span& object) : scanner(of, object) {}

  // To the next member. `end` only if the object's brace is the span's last byte.
  [[gnu::always_inline]] step next() {
    if (*at_ == '}') return at_ + 1 == end_ ? step::end : step::malformed;
    if (!is_first_ && !take_separator()) return step::malformed;
    is_first_ = false;
    if (!quote_stands_at(at_)) return step::malformed;
    const char* const close = base_ + quote_[1];
    key_ = {at_ + 1, static_cast<std::size_t>(close - at_ - 1)};
    if (end_ - close < 5 || !are(close + 1, ": ")) return step::malformed;
    quote_ += 2;
    // Behind a member stands the quote of the next key, two bytes on, or the brace.
    const bool is_taken = take_value(close + 3, [](const char* from, const char* next) {
      return next - from > 2 && next[-2] == ',' ? next - 2 : next;
    });
    return is_taken ? step::item : step::malformed;
  }

  // Of the member that next() found: as stored, without its quotes.
  [[nodiscard]] std::string_view key() const { return key_; }

 private:
  bool is_first_ = true;
  std::string_view key_ = {};
};

// The elements of a list. Borrows the text.
class elements : public scanner {
 public:
  elements(const structure& of, const span& list) : scanner(of, list) {}

  // To the next element. `end` only if the list's bracket is the span's last byte.
  [[gnu::always_inline]] step next() {
    if (*at_ == ']') return at_ + 1 == end_ ? step::end : step::malformed;
    if (!is_first_ && !take_separator()) return step::malformed;
    is_first_ = false;
    const bool is_taken = take_value(at_, [](const char* from, const char* next) {
      while (from < next && *from != ',') ++from;
      return from;
    });
    return is_taken ? step::item : step::malformed;
  }

 private:
  bool is_first_ = true;
};

// By the bytes alone, of texts whose structure is not known: past the value that begins at `at`,
// or nullptr if there is none or it does not end.
const char* value_end(const char* at, const char* end);

}  // namespace fraiseql::transform
