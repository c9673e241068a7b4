// What every x86-64 processor has.
#ifdef __x86_64__
#include <emmintrin.h>

#include "transform/kernel_loop.hpp"
#include "transform/kernels.hpp"

namespace fraiseql::transform {
namespace {

struct sse2_block : plain_block {
  static std::uint64_t mask_of(const __m128i (&equal)[4]) {
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < 4; ++i) {
      mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(equal[i])))
              << (16 * i);
    }
    return mask;
  }
  static block_masks read(const char* text) {
    __m128i quotes[4];
    __m128i backslashes[4];
    __m128i brackets[4];
    for (unsigned i = 0; i < 4; ++i) {
      const __m128i bytes =
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + std::size_t{16} * i));
      // `[` and `{` differ in this bit alone, and so do `]` and `}`.
      const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
      quotes[i] = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
      backslashes[i] = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
      brackets[i] = _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')),
                                 _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
    }
    return {mask_of(quotes), mask_of(backslashes), mask_of(brackets)};
  }
};

}  // namespace

void find_sse2(const char* text, std::size_t blocks, block_state& state) {
  find_with<sse2_block>(text, blocks, state);
}

}  // namespace fraiseql::transform
#endif
