// Compiled with -mavx512f -mavx512bw -mavx512vbmi2 -mpclmul -mbmi -mpopcnt; called only where
// the processor has them. So that it is tested everywhere, the tests compile it once more, with
// functions in the place of the instructions.
#ifdef __x86_64__
#ifndef FRAISEQL_EMULATE_AVX512
#include <immintrin.h>
#endif

#include "transform/kernel_loop.hpp"
#include "transform/kernels.hpp"

namespace fraiseql::transform {
namespace {

struct avx512_block {
  static block_masks read(const char* text) {
    const __m512i bytes = _mm512_loadu_si512(text);
    // `[` and `{` differ in this bit alone, and so do `]` and `}`.
    const __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    return {_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
            _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')),
            _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{')) |
                _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}'))};
  }
  static std::uint64_t prefix_xor(std::uint64_t bits) {
    // Carry-less multiplication by ones adds up, without carries, all bits below each.
    const __m128i product =
        _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
  static std::uint32_t count(std::uint64_t bits) {
    return static_cast<std::uint32_t>(__builtin_popcountll(bits));
  }
  // The numbers of the bits, moved together, made 32 bits wide sixteen at a time.
  static void write_places(std::uint64_t bits, std::uint32_t count, std::uint32_t first,
                           std::uint32_t* out) {
    const __m512i numbers = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
        40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
        17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const __m512i found = _mm512_maskz_compress_epi8(bits, numbers);
    const __m512i offset = _mm512_set1_epi32(static_cast<int>(first));
    write_sixteen(_mm512_castsi512_si128(found), offset, out);
    if (count > 16) {
      write_sixteen(_mm512_extracti32x4_epi32(found, 1), offset, out + 16);
      write_sixteen(_mm512_extracti32x4_epi32(found, 2), offset, out + 32);
      write_sixteen(_mm512_extracti32x4_epi32(found, 3), offset, out + 48);
    }
  }
  static void write_sixteen(__m128i numbers, __m512i offset, std::uint32_t* out) {
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_cvtepu8_epi32(numbers), offset));
  }
};

}  // namespace

void find_avx512(const char* text, std::size_t blocks, block_state& state) {
  find_with<avx512_block>(text, blocks, state);
}

}  // namespace fraiseql::transform
#endif
