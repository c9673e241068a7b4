// turns: requests with the same key, one after the other, so that those that wait hold no
// connection. One loop's thread only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace fraiseql::execution {

// Owned by a shared_ptr, as what it posts may outlive it.
class turns : public std::enable_shared_from_this<turns> {
 public:
  // Takes the turn, which leave() ends; or says that it does not want it any more.
  using taker = std::function<bool()>;

  explicit turns(boost::asio::io_context& loop) : loop_(loop) {}

  // Calls `take` at once if nobody has the turn, else when those before have left.
  void enter(const std::string& key, taker take) {
    const auto [found, is_free] = waiting_.try_emplace(key);
    if (!is_free) return found->second.push_back(std::move(take));
    if (!take()) leave(key);
  }

  // Not at once, or as many as wait would stand on the stack.
  void leave(const std::string& key) {
    boost::asio::post(loop_, [weak = weak_from_this(), key] {
      if (const auto self = weak.lock()) self->pass_on(key);
    });
  }

 private:
  void pass_on(const std::string& key) {
    const auto found = waiting_.find(key);
    if (found == waiting_.end()) return;
    while (!found->second.empty()) {
      const taker take = std::move(found->second.front());
      found->second.pop_front();
      if (take()) return;
    }
    waiting_.erase(found);
  }

  boost::asio::io_context& loop_;
  // A key is there while somebody has its turn.
  std::unordered_map<std::string, std::deque<taker>> waiting_;
};

}  // namespace fraiseql::execution
