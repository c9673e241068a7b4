#include "transform/structure.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace fraiseql::transform {
namespace {

// Room is made for so many blocks at a time: a text of quotes alone has one a byte, but no real
// one does.
constexpr std::size_t blocks_at_once = 64;

// The number of no bracket.
constexpr std::uint32_t none = 0xFFFFFFFF;

// Makes sure that there is memory for `needed`, of which `size` are in use.
template <class Item>
void reserve_for(std::unique_ptr<Item[]>& items, std::size_t size, std::size_t& capacity,
                 std::size_t needed) {
  if (needed <= capacity) return;
  const std::size_t most = std::bit_ceil(needed);
  auto grown = std::make_unique_for_overwrite<Item[]>(most);
  if (size > 0) std::memcpy(grown.get(), items.get(), size * sizeof(Item));
  items = std::move(grown);
  capacity = most;
}

}  // namespace

bool structure::add(std::string_view text) {
  if (text.size() < 2 || text.size() > max_text) return false;
  const mark begin = size_;
  block_state state;
  state.quote = static_cast<std::uint32_t>(size_.quotes);
  std::size_t blocks = text.size() / block_bytes;
  const char* at = text.data();
  while (blocks > 0) {
    const std::size_t now = std::min(blocks, blocks_at_once);
    find(at, now, state);
    at += now * block_bytes;
    blocks -= now;
  }
  // The rest as a block of its own, so that nothing is read behind the text.
  const std::size_t rest = text.size() % block_bytes;
  if (rest > 0) {
    char last[block_bytes] = {};
    std::memcpy(last, at, rest);
    find(last, 1, state);
  }
  if (state.in_string != 0 || !match(text, begin.brackets)) {
    size_ = begin;
    return false;
  }
  // The last reserve() has made room for more than these.
  std::fill_n(quotes_.get() + size_.quotes, end_quotes, static_cast<std::uint32_t>(text.size()));
  size_.quotes += end_quotes;
  return true;
}

void structure::find(const char* text, std::size_t blocks, block_state& state) {
  reserve(blocks);
  state.quotes = quotes_.get() + size_.quotes;
  state.brackets = brackets_.get() + size_.brackets;
  kernel_in_use().find(text, blocks, state);
  size_.quotes = static_cast<std::size_t>(state.quotes - quotes_.get());
  size_.brackets = static_cast<std::size_t>(state.brackets - brackets_.get());
}

bool structure::match(std::string_view text, std::size_t first) {
  bracket* const all = brackets_.get();
  // Of those that are open, each has the number of the one around it until it is closed.
  std::uint32_t open = none;
  const std::size_t end = size_.brackets;
  for (std::size_t i = first; i < end; ++i) {
    const char byte = text[all[i].place];
    if (byte == '{' || byte == '[') {
      all[i].match = open;
      open = static_cast<std::uint32_t>(i);
      continue;
    }
    // `{` and `}`, and also `[` and `]`, are two apart in ASCII.
    if (open == none || byte - text[all[open].place] != 2) return false;
    const std::uint32_t closed = std::exchange(open, all[open].match);
    all[closed].match = static_cast<std::uint32_t>(i);
  }
  return open == none && end > first && all[first].place == 0 && all[first].match == end - 1 &&
         all[end - 1].place == text.size() - 1;
}

void structure::reserve(std::size_t blocks) {
  const std::size_t most = blocks * block_bytes;
  reserve_for(quotes_, size_.quotes, capacity_.quotes, size_.quotes + most + quote_slack);
  reserve_for(brackets_, size_.brackets, capacity_.brackets, size_.brackets + most);
}

void structure::give_back() {
  if (capacity_.quotes > kept) {
    quotes_.reset();
    capacity_.quotes = 0;
  }
  if (capacity_.brackets > kept) {
    brackets_.reset();
    capacity_.brackets = 0;
  }
}

}  // namespace fraiseql::transform
