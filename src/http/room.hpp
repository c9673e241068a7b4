// room: what requests are read into, kept for those that follow.
//
// A request needs room while it is read and worked on; what it had is used again by the next one,
// of the same connection or another, so that in steady use nothing is allocated and an idle
// connection keeps none of it. One loop's.
#pragma once

#include <cstddef>
#include <cstdint>
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
  ~rooms() = default;

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

 private:
  std::vector<room> empty_;
};

}  // namespace fraiseql::http
