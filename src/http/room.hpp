// room: what requests are read into, kept for those that follow.
//
// A request needs room while it is read and worked on; what it had is used again by the next one,
// of the same connection or another, so that in steady use nothing is allocated and an idle
// connection keeps none of it. One loop's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fraiseql::http {

struct room {
  std::string head;  // method, target, and the names and values of the headers
  std::string body;
  std::string peer;
  std::vector<std::uint32_t> sizes;                                    // of the parts of `head`
  std::vector<std::pair<std::string_view, std::string_view>> headers;  // of the request

  [[nodiscard]] std::size_t bytes() const {
    return head.capacity() + body.capacity() + peer.capacity() +
           sizes.capacity() * sizeof(sizes[0]) + headers.capacity() * sizeof(headers[0]);
  }
};

class rooms {
 public:
  // What is kept: so many, each of so many bytes at most.
  static constexpr std::size_t most = 128;
  static constexpr std::size_t most_bytes = 16UL * 1024;

  rooms() = default;
  rooms(const rooms&) = delete;
  rooms& operator=(const rooms&) = delete;
  ~rooms() {
    for (void* const one : blocks_) ::operator delete(one);
  }

  [[nodiscard]] room take() {
    if (empty_.empty()) return {};
    room taken = std::move(empty_.back());
    empty_.pop_back();
    return taken;
  }

  void give_back(room&& used) {
    if (empty_.size() == most || used.bytes() > most_bytes) return;
    used.head.clear();
    used.body.clear();
    used.sizes.clear();
    used.headers.clear();
    empty_.push_back(std::move(used));
  }

  // For objects of one size: whose was first.
  void* take_block(std::size_t bytes) {
    if (block_bytes_ == 0) block_bytes_ = bytes;
    if (bytes != block_bytes_ || blocks_.empty()) return ::operator new(bytes);
    void* const taken = blocks_.back();
    blocks_.pop_back();
    return taken;
  }

  void give_block_back(void* used, std::size_t bytes) {
    if (bytes != block_bytes_ || blocks_.size() == most) return ::operator delete(used);
    blocks_.push_back(used);
  }

 private:
  std::vector<room> empty_;
  std::size_t block_bytes_ = 0;
  std::vector<void*> blocks_;
};

// An allocator of blocks, for std::allocate_shared.
template <class T>
class block_allocator {
 public:
  using value_type = T;

  explicit block_allocator(std::shared_ptr<rooms> of) : of_(std::move(of)) {}
  template <class Other>
  block_allocator(const block_allocator<Other>& other) : of_(other.of()) {}

  T* allocate(std::size_t count) {
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    return static_cast<T*>(of_->take_block(count * sizeof(T)));
  }
  void deallocate(T* used, std::size_t count) { of_->give_block_back(used, count * sizeof(T)); }

  [[nodiscard]] const std::shared_ptr<rooms>& of() const { return of_; }
  template <class Other>
  bool operator==(const block_allocator<Other>& other) const {
    return of_ == other.of();
  }

 private:
  std::shared_ptr<rooms> of_;
};

}  // namespace fraiseql::http
