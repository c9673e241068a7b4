// The find functions of the kernels, each in a file of its own. Private to the room.
#pragma once

#include "transform/kernel.hpp"

namespace fraiseql::transform {

void find_scalar(const char* text, std::size_t blocks, block_state& state);
#ifdef __x86_64__
void find_sse2(const char* text, std::size_t blocks, block_state& state);
void find_avx2(const char* text, std::size_t blocks, block_state& state);
void find_avx512(const char* text, std::size_t blocks, block_state& state);
#endif

}  // namespace fraiseql::transform
