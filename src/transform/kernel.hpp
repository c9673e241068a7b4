// kernel: finds the quotes and brackets of JSON text, 64 bytes at a time.
//
// The loop is written once (kernel_loop.hpp) and compiled for each instruction set in a file
// of its own; the one to use is chosen when the program starts. `scalar` is the twin that the
// tests compare with, and the only one on other processors. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fraiseql::transform {

inline constexpr std::size_t block_bytes = 64;

// The quotes of a block may be written as this many more than it has, so there must be room.
inline constexpr std::size_t quote_slack = 64;

// A bracket outside of strings.
struct bracket {
  std::uint32_t place;  // distance from the begin of the text
  std::uint32_t quote;  // the number of the first quote behind it
  std::uint32_t match;  // the number of the bracket that closes this one; not set by kernels
};

// What one block leaves to the next, and where it goes on.
struct block_state {
  std::uint64_t in_string = 0;  // all ones inside of a string
  std::uint64_t escaped = 0;    // 1 if the next byte stands behind a backslash
  std::uint32_t place = 0;      // of the next byte
  std::uint32_t quote = 0;      // the number of the next quote
  std::uint32_t* quotes = nullptr;
  bracket* brackets = nullptr;
};

// Of the `blocks` blocks at `text`, writes the places of the quotes that no backslash escapes, and
// the brackets outside of strings, each in order. There is room for 64 of both a block, and for
// quote_slack more.
using find_function = void (*)(const char* text, std::size_t blocks, block_state& state);

struct kernel {
  const char* name;
  find_function find;
  bool is_supported;  // by this processor
};

// All that were compiled, the fastest first, `scalar` last.
std::span<const kernel> kernels();

// The one in use: the first that is supported, unless another was chosen for a test. Nobody may
// choose while another thread transforms.
const kernel& kernel_in_use();
void use_kernel(const kernel& chosen);

}  // namespace fraiseql::transform
