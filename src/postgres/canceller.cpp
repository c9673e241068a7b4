// The thread holds the queue alone, so that one which outlives the canceller finds nothing of the
// loop.
#include "postgres/canceller.hpp"

#include <libpq-fe.h>

#include <array>
#include <boost/asio/post.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace fraiseql::postgres {

struct canceller::queue {
  struct entry {
    cancel_request request;
    std::function<void()> returned;
  };

  explicit queue(boost::asio::io_context& of) : loop(of) {}

  boost::asio::io_context& loop;  // not used once is_ending is set
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<entry> waiting;
  bool is_running = false;
  bool is_ending = false;
};

namespace {

// Each is of another connection, so that there are seldom more than a lane has.
constexpr std::size_t most_cancels_waiting = 500;
constexpr std::chrono::seconds longest_wait_for_cancel{1};

}  // namespace

void free_cancel::operator()(pg_cancel* request) const { PQfreeCancel(request); }

canceller::canceller(boost::asio::io_context& loop) : queue_(std::make_shared<queue>(loop)) {}

canceller::~canceller() {
  std::unique_lock lock(queue_->mutex);
  queue_->is_ending = true;
  queue_->waiting.clear();
  queue_->changed.notify_all();
  queue_->changed.wait_for(lock, longest_wait_for_cancel, [this] { return !queue_->is_running; });
}

bool canceller::send(cancel_request request, std::function<void()> returned) {
  if (!has_started_) has_started_ = start();
  if (!has_started_) return false;
  const std::lock_guard lock(queue_->mutex);
  if (queue_->waiting.size() >= most_cancels_waiting) return false;
  queue_->waiting.push_back({std::move(request), std::move(returned)});
  queue_->changed.notify_all();
  return true;
}

bool canceller::start() {
  const std::lock_guard lock(queue_->mutex);
  // The system may have no thread left; the statement then ends by its timeout.
  try {
    std::thread([shared = queue_] { run(shared); }).detach();
  } catch (const std::system_error&) {
    return false;
  }
  queue_->is_running = true;
  return true;
}

void canceller::run(const std::shared_ptr<queue>& queue) {
  std::unique_lock lock(queue->mutex);
  while (true) {
    queue->changed.wait(lock, [&] { return queue->is_ending || !queue->waiting.empty(); });
    if (queue->is_ending) break;
    canceller::queue::entry next = std::move(queue->waiting.front());
    queue->waiting.pop_front();
    lock.unlock();
    // Why it failed is of no use: nothing else could be done about the statement.
    std::array<char, 256> ignored{};
    static_cast<void>(PQcancel(next.request.get(), ignored.data(), ignored.size()));
    lock.lock();
    if (queue->is_ending) break;
    boost::asio::post(queue->loop, std::move(next.returned));
  }
  queue->is_running = false;
  queue->changed.notify_all();
}

}  // namespace fraiseql::postgres
