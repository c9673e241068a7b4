// The one source of all kernels. A Block says what differs: it reads 64 bytes into masks, one
// bit a byte, the first byte lowest.
//
// Included by files that are compiled for different processors, so it includes nothing whose
// functions the linker could take from one of them for all, and everything is in an unnamed
// namespace.
#pragma once

#include "transform/kernel.hpp"

namespace fraiseql::transform {
namespace {

struct block_masks {
  std::uint64_t quotes;
  std::uint64_t backslashes;
  std::uint64_t brackets;
};

// The bytes behind backslashes. These are rare, so one after the other: the first backslash
// escapes what follows it, which if it is one itself escapes nothing.
inline std::uint64_t escaped_bytes(std::uint64_t backslashes, std::uint64_t& carry) {
  std::uint64_t escaped = carry;
  backslashes &= ~carry;
  carry = 0;
  while (backslashes != 0) {
    const std::uint64_t lowest = backslashes & (~backslashes + 1);
    const std::uint64_t next = lowest << 1U;
    if (next == 0) carry = 1;
    escaped |= next;
    backslashes &= ~(lowest | next);
  }
  return escaped;
}

template <class Block>
inline void find_in_block(const char* text, block_state& state) {
  const block_masks masks = Block::read(text);
  std::uint64_t quotes = masks.quotes;
  if ((masks.backslashes | state.escaped) != 0) {
    quotes &= ~escaped_bytes(masks.backslashes, state.escaped);
  }
  // From each opening quote on, and not from the closing one on.
  const std::uint64_t in_string = Block::prefix_xor(quotes) ^ state.in_string;
  state.in_string = std::uint64_t{0} - (in_string >> 63U);
  for (std::uint64_t left = masks.brackets & ~in_string; left != 0; left &= left - 1) {
    const std::uint64_t below = (left & (~left + 1)) - 1;
    *state.brackets++ = {.place = state.place + static_cast<std::uint32_t>(__builtin_ctzll(left)),
                         .quote = state.quote + Block::count(quotes & below),
                         .match = 0};
  }
  const std::uint32_t count = Block::count(quotes);
  Block::write_places(quotes, count, state.place, state.quotes);
  state.quotes += count;
  state.quote += count;
  state.place += block_bytes;
}

template <class Block>
void find_with(const char* text, std::size_t blocks, block_state& state) {
  block_state now = state;
  for (std::size_t i = 0; i < blocks; ++i) find_in_block<Block>(text + i * block_bytes, now);
  state = now;
}

// The rest of a Block that has no instructions for it.
struct plain_block {
  static std::uint64_t prefix_xor(std::uint64_t bits) {
    for (unsigned distance = 1; distance < block_bytes; distance *= 2) bits ^= bits << distance;
    return bits;
  }
  static std::uint32_t count(std::uint64_t bits) {
    bits -= bits >> 1U & 0x5555555555555555U;
    bits = (bits & 0x3333333333333333U) + (bits >> 2U & 0x3333333333333333U);
    bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    return static_cast<std::uint32_t>(bits * 0x0101010101010101U >> 56U);
  }
  static void write_places(std::uint64_t bits, std::uint32_t, std::uint32_t first,
                           std::uint32_t* out) {
    for (; bits != 0; bits &= bits - 1) {
      *out++ = first + static_cast<std::uint32_t>(__builtin_ctzll(bits));
    }
  }
};

}  // namespace
}  // namespace fraiseql::transform
