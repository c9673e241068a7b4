// arena: memory for a tree that is freed as a whole.
//
// Owned by one product (a document). Objects put in it are never destroyed one by
// one, so only trivially destructible types may live there; pointers into it are
// good for as long as the arena is. One thread at a time.
#pragma once

#include <cstring>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace fraiseql {

class arena {
 public:
  arena() = default;
  arena(const arena&) = delete;
  arena& operator=(const arena&) = delete;

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena never runs destructors");
    return ::new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  // A copy of `items` that lives in the arena.
  template <class T>
  std::span<T> copy(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>, "an arena copies by bytes");
    if (items.empty()) return {};
    auto* to = static_cast<T*>(memory_.allocate(sizeof(T) * items.size(), alignof(T)));
    std::memcpy(to, items.data(), sizeof(T) * items.size());
    return {to, items.size()};
  }

  // A copy of `text` that lives in the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    auto* to = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_{1024};
};

}  // namespace fraiseql
