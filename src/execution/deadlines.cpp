#include "execution/deadlines.hpp"

#include <utility>

namespace fraiseql::execution {

deadlines::deadlines(boost::asio::io_context& loop, std::chrono::milliseconds timeout)
    : timeout_(timeout), timer_(loop) {}

void deadlines::enter(place& at, callback<> late) {
  at.until_ = clock::now() + timeout_;
  at.late_ = std::move(late);
  waiting_.push_back(at);
  watch();
}

void deadlines::watch() {
  if (is_watching_ || waiting_.empty()) return;
  is_watching_ = true;
  timer_.expires_at(waiting_.front().until_);
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
    const auto self = weak.lock();
    if (cancelled || self == nullptr) return;
    self->is_watching_ = false;
    self->tell_the_late();
    self->watch();
  });
}

void deadlines::tell_the_late() {
  const auto now = clock::now();
  while (!waiting_.empty() && waiting_.front().until_ <= now) {
    place& late = waiting_.front();
    late.leave();
    // Taken out: the place may be gone before the call returns.
    const auto tell = std::exchange(late.late_, nullptr);
    tell();
  }
}

}  // namespace fraiseql::execution
