// A byte after the other: obviously right, and for processors that have none of the others.
#include "transform/kernel_loop.hpp"
#include "transform/kernels.hpp"

namespace fraiseql::transform {
namespace {

struct scalar_block : plain_block {
  static block_masks read(const char* text) {
    block_masks masks = {};
    for (unsigned i = 0; i < block_bytes; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      switch (text[i]) {
        case '"': masks.quotes |= bit; break;
        case '\\': masks.backslashes |= bit; break;
        case '{':
        case '}':
        case '[':
        case ']': masks.brackets |= bit; break;
        default: break;
      }
    }
    return masks;
  }
};

}  // namespace

void find_scalar(const char* text, std::size_t blocks, block_state& state) {
  find_with<scalar_block>(text, blocks, state);
}

}  // namespace fraiseql::transform
