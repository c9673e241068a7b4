// The AVX-512 kernel with SIMDe's functions in the place of the instructions, so that it is tested
// on processors that lack them.
#pragma once

#include "transform/kernel.hpp"

namespace fraiseql::transform {

void find_avx512_emulated(const char* text, std::size_t blocks, block_state& state);

}  // namespace fraiseql::transform
