// What crosses threads is the pool's queue and, back, a handler posted to the loop with the
// number of a job. Threads hold the pool alone, so that one which outlives the workers finds
// nothing of the loop.
#include "execution/workers.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>

namespace fraiseql::execution {

struct workers::pool {
  struct entry {
    std::uint64_t id;
    std::function<void(const given_up&)> work;
    std::shared_ptr<given_up> is_given_up;
  };

  explicit pool(boost::asio::io_context& of) : loop(of) {}

  // Whether it was waiting still.
  bool withdraw(std::uint64_t id) {
    const std::lock_guard lock(mutex);
    return std::erase_if(waiting, [id](const entry& one) { return one.id == id; }) > 0;
  }

  boost::asio::io_context& loop;  // not used once is_ending is set
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<entry> waiting;
  std::size_t running = 0;  // threads
  bool is_ending = false;
};

struct workers::desk {
  struct caller {
    std::function<void(job_end)> done;
    boost::asio::steady_timer limit;
    std::shared_ptr<given_up> is_given_up;
  };

  void answer(std::uint64_t id, job_end end) {
    auto found = callers.extract(id);
    if (found.empty()) return;  // its time was up
    *found.mapped().is_given_up = end != job_end::finished;
    found.mapped().done(end);
  }

  std::unordered_map<std::uint64_t, caller> callers;
};

workers::workers(boost::asio::io_context& loop, workers_options options)
    : loop_(loop),
      options_(options),
      pool_(std::make_shared<pool>(loop)),
      desk_(std::make_shared<desk>()) {}

// Those who still wait were told by then; this is for the functions' own sake.
constexpr std::chrono::seconds longest_wait_at_end{1};

workers::~workers() {
  std::unique_lock lock(pool_->mutex);
  pool_->is_ending = true;
  pool_->waiting.clear();
  pool_->changed.notify_all();
  pool_->changed.wait_for(lock, longest_wait_at_end, [this] { return pool_->running == 0; });
}

std::uint64_t workers::enqueue(std::function<void(const given_up&)> work,
                               std::function<void(job_end)> done) {
  if (!has_started_) has_started_ = start();
  const std::uint64_t id = next_id_++;
  auto is_given_up = std::make_shared<given_up>(false);
  if (has_started_) {
    const std::lock_guard lock(pool_->mutex);
    if (pool_->waiting.size() < options_.waiting) {
      pool_->waiting.push_back({id, std::exchange(work, nullptr), is_given_up});
    }
  }
  if (work != nullptr) {
    done(job_end::not_started);
    return id;
  }
  desk::caller made{std::move(done), boost::asio::steady_timer(loop_), std::move(is_given_up)};
  auto& caller = desk_->callers.emplace(id, std::move(made)).first->second;
  caller.limit.expires_after(options_.time_limit);
  caller.limit.async_wait([shared = pool_, answers = std::weak_ptr(desk_),
                           id](const boost::system::error_code& cancelled) {
    const auto open = answers.lock();
    if (cancelled || open == nullptr) return;
    open->answer(id, shared->withdraw(id) ? job_end::not_started : job_end::still_running);
  });
  pool_->changed.notify_one();
  return id;
}

void workers::withdraw(std::uint64_t job) {
  const auto found = desk_->callers.extract(job);
  if (found.empty()) return;
  *found.mapped().is_given_up = true;
  pool_->withdraw(job);
}

bool workers::start() {
  const std::lock_guard lock(pool_->mutex);
  // The system may have no thread left, which is no reason for the server to end.
  try {
    while (pool_->running < options_.threads) {
      std::thread([shared = pool_, answers = std::weak_ptr(desk_)] {
        run(shared, answers);
      }).detach();
      ++pool_->running;
    }
  } catch (const std::system_error&) {
    return pool_->running > 0;
  }
  return true;
}

void workers::run(const std::shared_ptr<pool>& pool, const std::weak_ptr<desk>& answers) {
  std::unique_lock lock(pool->mutex);
  while (true) {
    pool->changed.wait(lock, [&] { return pool->is_ending || !pool->waiting.empty(); });
    if (pool->is_ending) break;
    pool::entry next = std::move(pool->waiting.front());
    pool->waiting.pop_front();
    lock.unlock();
    next.work(*next.is_given_up);
    next.work = nullptr;
    lock.lock();
    if (pool->is_ending) break;
    boost::asio::post(pool->loop, [answers, id = next.id] {
      if (const auto open = answers.lock()) open->answer(id, job_end::finished);
    });
  }
  --pool->running;
  pool->changed.notify_all();
}

}  // namespace fraiseql::execution
