// Each function takes the end of what it may read and checks before every byte.
#include "transform/scan.hpp"

#include <cstddef>
#include <cstring>

namespace fraiseql::transform {
namespace {

// Past the string whose quote is at `at`, or nullptr if it does not end.
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

const char* value_end(const char* at, const char* end) {
  if (at >= end) return nullptr;
  switch (*at) {
    case '"': return string_end(at, end);
    case '{':
    case '[': return container_end(at + 1, end);
    default: return scalar_end(at, end);
  }
}

}  // namespace fraiseql::transform
