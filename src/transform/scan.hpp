// scan: where the members of an object and the elements of a list begin and end.
//
// This is the stage that finds structure; the walk (transform.cpp) only ever asks it
// for the next member or element and keeps the spans it gets. Now it is scalar and
// looks at the text itself; an index of quotes and brackets made by SIMD replaces the
// bodies here and adds its cursor to `span`, and the walk stays as it is.
//
// What is skipped is looked at only as far as its end needs: strings are stepped over,
// brackets are counted whatever their kind, nothing recurses. Nothing here reads
// outside the span it was given.
#pragma once

#include <cstdint>
#include <string_view>

namespace fraiseql::transform {

// A value's text inside a row. Without `begin`, there is no such value.
struct span {
  const char* begin = nullptr;
  const char* end = nullptr;

  [[nodiscard]] bool missing() const { return begin == nullptr; }
  [[nodiscard]] std::string_view text() const {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
};

enum class step : std::uint8_t { item, end, malformed };

// The members of an object, in the order of the text. Borrows the text.
class members {
 public:
  // Needs a span that begins with `{`.
  explicit members(span object) : at_(object.begin + 1), end_(object.end) {}

  // To the next member. `end` only if the object's brace is the span's last byte.
  step next();
  // To the end, without looking at the members left: `end` or `malformed`.
  step skip_rest();

  // Of the member that next() found. The key is as stored, without its quotes.
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] bool key_is_escaped() const { return key_is_escaped_; }
  [[nodiscard]] span value() const { return value_; }

 private:
  const char* at_;
  const char* end_;
  bool first_ = true;
  bool key_is_escaped_ = false;
  std::string_view key_ = {};
  span value_ = {};
};

// The elements of a list. Borrows the text.
class elements {
 public:
  // Needs a span that begins with `[`.
  explicit elements(span list) : at_(list.begin + 1), end_(list.end) {}

  // To the next element. `end` only if the list's bracket is the span's last byte.
  step next();
  [[nodiscard]] span value() const { return value_; }

 private:
  const char* at_;
  const char* end_;
  bool first_ = true;
  span value_ = {};
};

// Past the string whose quote is at `at`, or nullptr if it does not end.
const char* string_end(const char* at, const char* end);

// Past the value that begins at `at`, or nullptr if there is none or it does not end.
const char* value_end(const char* at, const char* end);

}  // namespace fraiseql::transform
