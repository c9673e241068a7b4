// Compiled with -mavx2 -mpclmul -mbmi -mpopcnt; called only where the processor has them.
#ifdef __x86_64__
#include <immintrin.h>

#include "transform/kernel_loop.hpp"
#include "transform/kernels.hpp"

namespace fraiseql::transform {
namespace {

struct avx2_block {
  static std::uint64_t equal(__m256i low, __m256i high, char byte) {
    const __m256i wanted = _mm256_set1_epi8(byte);
    const auto of_low =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
    const auto of_high =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
    return of_low | static_cast<std::uint64_t>(of_high) << 32U;
  }
  static block_masks read(const char* text) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32));
    // `[` and `{` differ in this bit alone, and so do `]` and `}`.
    const __m256i bit = _mm256_set1_epi8(0x20);
    const __m256i folded_low = _mm256_or_si256(low, bit);
    const __m256i folded_high = _mm256_or_si256(high, bit);
    return {equal(low, high, '"'), equal(low, high, '\\'),
            equal(folded_low, folded_high, '{') | equal(folded_low, folded_high, '}')};
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
  // Eight at once, and what is above `count` counts for nothing: most blocks have fewer. Of no
  // bits tzcnt gives 64.
  static void write_places(std::uint64_t bits, std::uint32_t count, std::uint32_t first,
                           std::uint32_t* out) {
    const std::uint32_t* const end = out + count;
    do {
      for (unsigned i = 0; i < 8; ++i) {
        out[i] = first + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        bits &= bits - 1;
      }
      out += 8;
    } while (out < end);
  }
};

}  // namespace

void find_avx2(const char* text, std::size_t blocks, block_state& state) {
  find_with<avx2_block>(text, blocks, state);
}

}  // namespace fraiseql::transform
#endif
