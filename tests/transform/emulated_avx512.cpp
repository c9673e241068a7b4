#include "transform/emulated_avx512.hpp"

// First, for SIMDe names its types after those it finds.
#include <immintrin.h>

#include <cstring>

#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
#include <simde/x86/clmul.h>

namespace fraiseql::transform {
namespace {

// Two that SIMDe 0.7.4 lacks.
__m512i _mm512_maskz_compress_epi8(std::uint64_t mask, __m512i from) {
  char bytes[64];
  char packed[64] = {};
  std::memcpy(bytes, &from, sizeof(bytes));
  std::size_t count = 0;
  for (std::size_t i = 0; i < 64; ++i) {
    if ((mask >> i & 1) != 0) packed[count++] = bytes[i];
  }
  return _mm512_loadu_si512(packed);
}

__m512i _mm512_cvtepu8_epi32(__m128i from) {
  unsigned char bytes[16];
  std::uint32_t wide[16];
  std::memcpy(bytes, &from, sizeof(bytes));
  for (std::size_t i = 0; i < 16; ++i) wide[i] = bytes[i];
  return _mm512_loadu_si512(wide);
}

}  // namespace
}  // namespace fraiseql::transform

// The kernel's source once more, under another name.
#define FRAISEQL_EMULATE_AVX512
#define find_avx512 find_avx512_emulated
#include "../../src/transform/kernel_avx512.cpp"
