// output: where the walk writes. Private to the room.
//
// What is written stands in a window of the thread's own first, which is small enough to stay in
// the processor's nearest cache, and goes to the end of the caller's string when that is full and
// at the end: a string alone would fill each byte with zero before it is written.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "transform/chunk.hpp"
#include "transform/padded_text.hpp"

namespace fraiseql::transform {

class output {
 public:
  static constexpr std::size_t window_bytes = std::size_t{1} << 14U;
  // Who has asked for room may store that much and this much more.
  static constexpr std::size_t slack = 64;
  // Room for more than this cannot be had; add() takes any text.
  static constexpr std::size_t max_room = window_bytes - slack;

  // Both are borrowed. The window has window_bytes.
  output(std::string& to, char* window)
      : to_(to), window_(window), at_(window), limit_(window + max_room), flushed_(to.size()) {}
  output(const output&) = delete;
  output& operator=(const output&) = delete;
  ~output() = default;

  // To be called last: what is written is in the string.
  void finish() { flush(); }

  // Bytes in the string, those that stood there before among them.
  [[nodiscard]] std::size_t size() const {
    return flushed_ + static_cast<std::size_t>(at_ - window_);
  }
  // Forgets what is behind the first `size` bytes.
  void cut(std::size_t size);

  // Where `bytes` may be stored; take() says how many were.
  char* room(std::size_t bytes) {
    if (limit_ - at_ < static_cast<std::ptrdiff_t>(bytes)) flush();
    return at_;
  }
  void take(char* end) { at_ = end; }

  void add(char byte) {
    char* const at = room(1);
    *at = byte;
    take(at + 1);
  }
  void add(std::string_view text) {
    if (text.size() > max_room) return add_long(text);
    char* const at = room(text.size());
    copy_bytes(at, text.data(), text.size());
    take(at + text.size());
  }
  void add_quoted(std::string_view text) {
    add('"');
    add(text);
    add('"');
  }

 private:
  void add_long(std::string_view text);
  void flush();

  std::string& to_;
  char* window_;
  char* at_;
  char* limit_;
  std::size_t flushed_;
};

// Stores a text that is no longer than its slack where there is room for both. Gives its end.
inline char* store_short(char* at, const padded_text& text) {
  static_assert(padded_text::slack <= output::slack);
  std::memcpy(at, text.data(), padded_text::slack);
  return at + text.size();
}

inline bool is_short(const padded_text& text) { return text.size() <= padded_text::slack; }

// Writes the byte and the prefix of a field. Gives where its value begins, with room for `bytes`.
inline char* begin_field(output& out, char before, const padded_text& prefix, std::size_t bytes) {
  char* const place = out.room(1 + padded_text::slack + bytes);
  *place = before;
  if (is_short(prefix)) return store_short(place + 1, prefix);
  out.take(place + 1);
  out.add(prefix.view());
  return out.room(bytes);
}

}  // namespace fraiseql::transform
