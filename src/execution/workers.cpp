// What crosses threads is the pool's queue and, back, a handler posted to the loop of a job with
// its number. Threads hold the pool's state alone, so that one which outlives the pool finds
// nothing of a loop.
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

struct worker_pool::entry {
  std::function<void(const given_up&)> work;
  std::shared_ptr<given_up> is_given_up;  // by its address the job is known
  std::function<void()> tell;             // posts to its loop
};

struct worker_pool::state {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<entry> waiting;
  std::size_t running = 0;  // threads
  bool has_started = false;
  bool is_ending = false;  // no loop is used from then on
  std::size_t busy = 0;    // threads
  std::uint64_t begun = 0;
  std::uint64_t turned_away = 0;
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

worker_pool::worker_pool(workers_options options)
    : options_(options), state_(std::make_shared<state>()) {}

// Those who still wait were told by then; this is for the functions' own sake.
constexpr std::chrono::seconds longest_wait_at_end{1};

worker_pool::~worker_pool() {
  // Ended without the lock: what they hold may be of a program.
  std::deque<entry> never_begun;
  std::unique_lock lock(state_->mutex);
  state_->is_ending = true;
  never_begun.swap(state_->waiting);
  state_->changed.notify_all();
  state_->changed.wait_for(lock, longest_wait_at_end, [this] { return state_->running == 0; });
}

bool worker_pool::enqueue(entry one) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->has_started) state_->has_started = start();
  if (!state_->has_started || state_->waiting.size() >= options_.waiting) {
    ++state_->turned_away;
    return false;
  }
  state_->waiting.push_back(std::move(one));
  state_->changed.notify_one();
  return true;
}

worker_counts worker_pool::count() const {
  const std::lock_guard lock(state_->mutex);
  return {.threads = state_->running,
          .busy = state_->busy,
          .waiting = state_->waiting.size(),
          .begun = state_->begun,
          .turned_away = state_->turned_away};
}

bool worker_pool::withdraw(state& of, const given_up* job) {
  const std::lock_guard lock(of.mutex);
  return std::erase_if(of.waiting, [&](const entry& one) { return one.is_given_up.get() == job; }) >
         0;
}

// Needs the lock.
bool worker_pool::start() {
  // The system may have no thread left, which is no reason for the server to end.
  try {
    while (state_->running < options_.threads) {
      std::thread([shared = state_] { run(shared); }).detach();
      ++state_->running;
    }
  } catch (const std::system_error&) {
    return state_->running > 0;
  }
  return true;
}

void worker_pool::run(const std::shared_ptr<state>& shared) {
  std::unique_lock lock(shared->mutex);
  while (true) {
    shared->changed.wait(lock, [&] { return shared->is_ending || !shared->waiting.empty(); });
    if (shared->is_ending) break;
    entry next = std::move(shared->waiting.front());
    shared->waiting.pop_front();
    ++shared->begun;
    ++shared->busy;
    lock.unlock();
    next.work(*next.is_given_up);
    next.work = nullptr;
    lock.lock();
    --shared->busy;
    if (shared->is_ending) break;
    next.tell();
  }
  --shared->running;
  shared->changed.notify_all();
}

workers::workers(boost::asio::io_context& loop, workers_options options)
    : workers(loop, std::make_shared<worker_pool>(options)) {}

workers::workers(boost::asio::io_context& loop, std::shared_ptr<worker_pool> pool)
    : loop_(loop), pool_(std::move(pool)), desk_(std::make_shared<desk>()) {}

workers::~workers() {
  for (const auto& [_, one] : desk_->callers) {
    worker_pool::withdraw(*pool_->state_, one.is_given_up.get());
  }
}

std::uint64_t workers::enqueue(std::function<void(const given_up&)> work,
                               std::function<void(job_end)> done) {
  const std::uint64_t id = next_id_++;
  auto is_given_up = std::make_shared<given_up>(false);
  const auto tell = [&loop = loop_, answers = std::weak_ptr(desk_), id] {
    boost::asio::post(loop, [answers, id] {
      if (const auto open = answers.lock()) open->answer(id, job_end::finished);
    });
  };
  if (!pool_->enqueue({std::move(work), is_given_up, tell})) {
    done(job_end::not_started);
    return id;
  }
  desk::caller made{std::move(done), boost::asio::steady_timer(loop_), std::move(is_given_up)};
  auto& caller = desk_->callers.emplace(id, std::move(made)).first->second;
  caller.limit.expires_after(pool_->options().time_limit);
  caller.limit.async_wait([shared = pool_->state_, answers = std::weak_ptr(desk_),
                           id](const boost::system::error_code& cancelled) {
    const auto open = answers.lock();
    if (cancelled || open == nullptr) return;
    const auto late = open->callers.find(id);
    if (late == open->callers.end()) return;
    const bool has_waited = worker_pool::withdraw(*shared, late->second.is_given_up.get());
    open->answer(id, has_waited ? job_end::not_started : job_end::still_running);
  });
  return id;
}

void workers::withdraw(std::uint64_t job) {
  const auto found = desk_->callers.extract(job);
  if (found.empty()) return;
  *found.mapped().is_given_up = true;
  worker_pool::withdraw(*pool_->state_, found.mapped().is_given_up.get());
}

}  // namespace fraiseql::execution
