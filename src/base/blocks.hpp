// blocks: memory of objects that come and go, kept for those that follow, so that in steady use
// nothing is allocated. One thread's.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

namespace fraiseql {

// Of one size: whose was first.
class blocks {
 public:
  static constexpr std::size_t most = 128;  // that are kept

  blocks() = default;
  blocks(const blocks&) = delete;
  blocks& operator=(const blocks&) = delete;
  ~blocks() {
    for (void* const one : kept_) {
      allow(one);
      ::operator delete(one);
    }
  }

  void* take(std::size_t bytes) {
    if (bytes_ == 0) bytes_ = bytes;
    if (bytes != bytes_ || kept_.empty()) return ::operator new(bytes);
    void* const taken = kept_.back();
    kept_.pop_back();
    allow(taken);
    return taken;
  }

  void give_back(void* used, std::size_t bytes) {
    if (bytes != bytes_ || kept_.size() == most) return ::operator delete(used);
    kept_.push_back(used);
    forbid(used);
  }

 private:
  // A sanitizer sees who uses what is not in use.
#ifdef __SANITIZE_ADDRESS__
  void allow(void* one) const { ASAN_UNPOISON_MEMORY_REGION(one, bytes_); }
  void forbid(void* one) const { ASAN_POISON_MEMORY_REGION(one, bytes_); }
#else
  void allow(void*) const {}
  void forbid(void*) const {}
#endif

  std::size_t bytes_ = 0;
  std::vector<void*> kept_;
};

// An allocator of them, for std::allocate_shared.
template <class T>
class block_allocator {
 public:
  using value_type = T;

  explicit block_allocator(std::shared_ptr<blocks> of) : of_(std::move(of)) {}
  template <class Other>
  block_allocator(const block_allocator<Other>& other) : of_(other.of()) {}

  T* allocate(std::size_t count) {
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    return static_cast<T*>(of_->take(count * sizeof(T)));
  }
  void deallocate(T* used, std::size_t count) { of_->give_back(used, count * sizeof(T)); }

  [[nodiscard]] const std::shared_ptr<blocks>& of() const { return of_; }
  template <class Other>
  bool operator==(const block_allocator<Other>& other) const {
    return of_ == other.of();
  }

 private:
  std::shared_ptr<blocks> of_;
};

}  // namespace fraiseql
