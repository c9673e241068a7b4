// Every form of operator new that the standard library does not lead to another one: a plain and
// an aligned one. The array and nothrow forms call these.
#include "allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t count = 0;

void* or_throw(void* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

std::size_t rounded(std::size_t size, std::size_t alignment) {
  return (size + alignment - 1) / alignment * alignment;
}
}  // namespace

std::size_t allocations() noexcept { return count; }

void* operator new(std::size_t size) {
  ++count;
  return or_throw(std::malloc(size == 0 ? 1 : size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  ++count;
  const auto to = static_cast<std::size_t>(alignment);
  return or_throw(std::aligned_alloc(to, rounded(size == 0 ? 1 : size, to)));
}

void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }
