// chunk: sixteen bytes at a time, with what every x86-64 processor has; elsewhere one at a time.
// Nothing outside of the given bytes is read. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "transform/padded_text.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace fraiseql::transform {

inline constexpr std::size_t chunk_bytes = 16;

#ifdef __SSE2__
inline __m128i load_chunk(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

inline void store_chunk(char* at, __m128i chunk) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(at), chunk);
}

// A bit for each byte that may not simply stand between the quotes of a string: control
// characters, quotes, backslashes.
inline unsigned special_bytes(__m128i chunk) {
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(0x1F)), chunk);
  const __m128i quote = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, quote), backslash)));
}
#endif

template <class Word>
inline void copy_word(char* to, const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof(word));
  std::memcpy(to, &word, sizeof(word));
}

// Copies up to 16 bytes; from both ends, so that no loop is needed.
inline void copy_short(char* to, const char* from, std::size_t size) {
  if (size >= 8) {
    copy_word<std::uint64_t>(to, from);
    copy_word<std::uint64_t>(to + size - 8, from + size - 8);
  } else if (size >= 4) {
    copy_word<std::uint32_t>(to, from);
    copy_word<std::uint32_t>(to + size - 4, from + size - 4);
  } else if (size > 0) {
    to[0] = from[0];
    to[size / 2] = from[size / 2];
    to[size - 1] = from[size - 1];
  }
}

inline void copy_bytes(char* to, const char* from, std::size_t size) {
  if (size <= chunk_bytes) return copy_short(to, from, size);
  std::memcpy(to, from, size);
}

// Whether the bytes at `at` are `wanted`, which is as long; up to `end` may be read.
inline bool equal_bytes(const char* at, const char* end, const padded_text& wanted) {
#ifdef __SSE2__
  const std::size_t size = wanted.size();
  if (size <= chunk_bytes && static_cast<std::size_t>(end - at) >= chunk_bytes) {
    const __m128i equal = _mm_cmpeq_epi8(load_chunk(at), load_chunk(wanted.data()));
    const unsigned all = (1U << size) - 1;
    return (static_cast<unsigned>(_mm_movemask_epi8(equal)) & all) == all;
  }
#else
  static_cast<void>(end);
#endif
  return std::memcmp(at, wanted.data(), wanted.size()) == 0;
}

}  // namespace fraiseql::transform
