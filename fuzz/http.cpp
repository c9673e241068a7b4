// Any bytes as what a client sends, cut in any places: the verdict must be that of the whole, and
// what is taken for a request must be one, and end at the same byte, for a reader of framing that
// shares no line with ours (tests/http/walk.hpp).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../tests/http/walk.hpp"

namespace {

using fraiseql::http::plain_reader;
using fraiseql::http::walked;
using fraiseql::http::walker;

constexpr std::size_t head_bytes = 1'024;
constexpr std::size_t body_bytes = 512;
// Single bytes of a long head are looked at again and again.
constexpr std::size_t most_bytes = 4'096;

template <class NextPiece>
walked walk(std::string_view bytes, const NextPiece& next_piece) {
  walker made(head_bytes, body_bytes);
  while (!bytes.empty()) {
    const std::size_t size = std::min(static_cast<std::size_t>(next_piece()), bytes.size());
    made.take(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return made.seen();
}

}  // namespace

// The first byte says how the others are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > most_bytes) return 0;
  std::string all(reinterpret_cast<const char*>(data) + 1, size - 1);
  all += fraiseql::http::end_of_any_head;
  const std::string_view bytes = all;
  const walked whole = walk(bytes, [&] { return bytes.size(); });
  if (walk(bytes, [] { return 1; }) != whole) std::abort();
  unsigned state = data[0];
  const auto next_piece = [&] {
    state = state * 1'103'515'245U + 12'345U;
    return 1 + (state >> 16U) % 64;
  };
  if (walk(bytes, next_piece) != whole) std::abort();
  for (const auto& one : whole.requests) {
    if (plain_reader::body_of(bytes.substr(one.from, one.to - one.from)) != one.body) std::abort();
  }
  return 0;
}
