// workers: a bounded pool of threads for the program's own blocking functions, so that none
// of them ever holds up an event loop.
//
// The threads and the line before them are the process's (worker_pool); they start with the first
// job: a program without such functions has none. Each event loop has its own `workers`: submit()
// is called and `done` is called back on its thread. A job that takes longer than the time limit
// is answered without its result; its thread stays taken until the function returns, since nothing
// can stop it.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace fraiseql::execution {

struct workers_options {
  std::size_t threads = 4;
  std::size_t waiting = 256;                     // jobs that may wait for a thread
  std::chrono::milliseconds time_limit{30'000};  // from submit() on
};

struct worker_counts {
  std::size_t threads = 0;
  std::size_t busy = 0;
  std::size_t waiting = 0;        // jobs
  std::uint64_t begun = 0;        // since the start
  std::uint64_t turned_away = 0;  // because too many waited
};

// Set from the loop once nobody waits for a job any more.
using given_up = std::atomic<bool>;

enum class job_end : std::uint8_t {
  finished,
  not_started,    // the time was up, or there was no room to wait; it will never run
  still_running,  // the time was up
};

// Any thread may use it. It ends before the loops that it was given jobs for.
class worker_pool {
 public:
  explicit worker_pool(workers_options options);
  // Calls nobody back any more. Waits for running functions, but not for long: what runs on
  // then ends with the process.
  ~worker_pool();
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;

  [[nodiscard]] const workers_options& options() const { return options_; }
  [[nodiscard]] worker_counts count() const;

 private:
  friend class workers;
  struct entry;
  struct state;  // shared with the threads
  // False where too many wait or not one thread could be started.
  bool enqueue(entry one);
  // Whether it was waiting still.
  static bool withdraw(state& of, const given_up* job);
  bool start();
  static void run(const std::shared_ptr<state>& shared);

  workers_options options_;
  std::shared_ptr<state> state_;
};

class workers {
 public:
  // Of a pool of its own, or of one that others use, too.
  workers(boost::asio::io_context& loop, workers_options options);
  workers(boost::asio::io_context& loop, std::shared_ptr<worker_pool> pool);
  // Calls nobody back any more.
  ~workers();
  workers(const workers&) = delete;
  workers& operator=(const workers&) = delete;

  // Runs `work` on a thread; `done` gets what it made where it finished. At once, and so before
  // submit() returns, only where too many jobs wait. `work` must not throw and owns all it uses.
  // Gives the number that withdraw() knows it by.
  template <class Made>
  std::uint64_t submit(std::function<Made(const given_up&)> work,
                       std::function<void(job_end, Made)> done) {
    // Written by the thread before it tells the loop, read by the loop after that.
    const auto made = std::make_shared<Made>();
    return enqueue([made, work = std::move(work)](const given_up& up) { *made = work(up); },
                   [made, done = std::move(done)](job_end end) {
                     done(end, end == job_end::finished ? std::move(*made) : Made());
                   });
  }

  // Nobody waits for it any more: `done` is let go of uncalled, and the function sees that it was
  // given up. It is not begun if it has not been. Does nothing about one that is over.
  void withdraw(std::uint64_t job);

  [[nodiscard]] const std::shared_ptr<worker_pool>& pool() const { return pool_; }

 private:
  struct desk;  // the loop's own: who waits for what
  std::uint64_t enqueue(std::function<void(const given_up&)> work,
                        std::function<void(job_end)> done);

  boost::asio::io_context& loop_;
  std::shared_ptr<worker_pool> pool_;
  std::shared_ptr<desk> desk_;
  std::uint64_t next_id_ = 0;
};

}  // namespace fraiseql::execution
