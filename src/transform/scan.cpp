// Each function takes the end of what it may read and checks before every byte.
// Two-byte separators are compared by hand, since a call costs more than they do.
#include "transform/scan.hpp"

#include <cstddef>
#include <cstring>

namespace fraiseql::transform {
namespace {

// Past `first` and `second` at `at`, or nullptr.
const char* past(const char* at, const char* end, char first, char second) {
  const bool there = end - at >= 2 && at[0] == first && at[1] == second;
  return there ? at + 2 : nullptr;
}

// Past the bracket that closes the container around `at`, or nullptr.
const char* container_end(const char* at, const char* end) {
  std::size_t depth = 1;
  while (at < end) {
    switch (*at) {
      case '"':
        at = string_end(at, end);
        if (at == nullptr) return nullptr;
        continue;
      case '{':
      case '[': ++depth; break;
      case '}':
      case ']':
        if (--depth == 0) return at + 1;
        break;
      default: break;
    }
    ++at;
  }
  return nullptr;
}

const char* scalar_end(const char* at, const char* end) {
  const char* const begin = at;
  while (at < end && *at != ',' && *at != '}' && *at != ']') ++at;
  return at == begin ? nullptr : at;
}

}  // namespace

const char* string_end(const char* at, const char* end) {
  const char* const body = at + 1;
  at = body;
  while (at < end) {
    const auto* quote =
        static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
    if (quote == nullptr) return nullptr;
    const char* escapes = quote;
    while (escapes > body && escapes[-1] == '\\') --escapes;
    if ((quote - escapes) % 2 == 0) return quote + 1;
    at = quote + 1;
  }
  return nullptr;
}

const char* value_end(const char* at, const char* end) {
  if (at >= end) return nullptr;
  switch (*at) {
    case '"': return string_end(at, end);
    case '{':
    case '[': return container_end(at + 1, end);
    default: return scalar_end(at, end);
  }
}

step members::next() {
  if (at_ >= end_) return step::malformed;
  if (*at_ == '}') return at_ + 1 == end_ ? step::end : step::malformed;
  if (!first_) {
    at_ = past(at_, end_, ',', ' ');
    if (at_ == nullptr) return step::malformed;
  }
  first_ = false;
  if (at_ >= end_ || *at_ != '"') return step::malformed;
  const char* const begin = at_ + 1;
  key_is_escaped_ = false;
  const char* quote = begin;
  while (quote < end_ && *quote != '"') {
    if (*quote == '\\') {
      key_is_escaped_ = true;
      ++quote;
      if (quote >= end_) return step::malformed;
    }
    ++quote;
  }
  if (quote >= end_) return step::malformed;
  key_ = {begin, static_cast<std::size_t>(quote - begin)};
  const char* const value = past(quote + 1, end_, ':', ' ');
  if (value == nullptr) return step::malformed;
  at_ = value_end(value, end_);
  if (at_ == nullptr) return step::malformed;
  value_ = {value, at_};
  return step::item;
}

step members::skip_rest() { return container_end(at_, end_) == end_ ? step::end : step::malformed; }

step elements::next() {
  if (at_ >= end_) return step::malformed;
  if (*at_ == ']') return at_ + 1 == end_ ? step::end : step::malformed;
  if (!first_) {
    at_ = past(at_, end_, ',', ' ');
    if (at_ == nullptr) return step::malformed;
  }
  first_ = false;
  const char* const value = at_;
  at_ = value_end(value, end_);
  if (at_ == nullptr) return step::malformed;
  value_ = {value, at_};
  return step::item;
}

}  // namespace fraiseql::transform
