// The pool of threads for the program's own functions. Tests wait for events, never for time;
// a function that must stay away is held at a gate.
#include "execution/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

namespace fraiseql::execution {
namespace {

using std::chrono::milliseconds;

// Functions stop at it until it is opened.
class gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return is_open_; });
  }
  void wait_for_arrivals(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return arrived_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_open_ = false;
  std::size_t arrived_ = 0;
};

TEST(workers, run_a_function_elsewhere_and_answer_on_the_loop) {
  boost::asio::io_context loop;
  workers pool(loop, workers_options{});
  std::thread::id ran_on;
  std::thread::id answered_on;
  int answer = 0;
  pool.submit<int>(
      [&](const given_up&) {
        ran_on = std::this_thread::get_id();
        return 7;
      },
      [&](job_end end, int made) {
        EXPECT_EQ(end, job_end::finished);
        answered_on = std::this_thread::get_id();
        answer = made;
      });
  EXPECT_EQ(answer, 0);  // never before submit() returns
  while (answer == 0) loop.run_one();
  EXPECT_EQ(answered_on, std::this_thread::get_id());
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

TEST(workers, run_no_more_functions_at_once_than_they_have_threads) {
  boost::asio::io_context loop;
  workers pool(loop, {.threads = 2});
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  int answered = 0;
  for (int i = 0; i < 20; ++i) {
    pool.submit<int>(
        [&](const given_up&) {
          const int now = ++running;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
          }
          std::this_thread::yield();
          --running;
          return 0;
        },
        [&](job_end, int) { ++answered; });
  }
  while (answered < 20) loop.run_one();
  EXPECT_GE(most, 1);
  EXPECT_LE(most, 2);
}

TEST(workers, let_as_many_wait_as_they_may_and_refuse_the_next) {
  boost::asio::io_context loop;
  gate held;
  workers pool(loop, {.threads = 1, .waiting = 2});
  std::vector<job_end> ends;
  const auto add = [&] {
    pool.submit<int>(
        [&](const given_up&) {
          held.pass();
          return 0;
        },
        [&](job_end end, int) { ends.push_back(end); });
  };
  add();
  held.wait_for_arrivals(1);  // it has the thread now
  add();
  add();
  EXPECT_TRUE(ends.empty());
  add();
  EXPECT_EQ(ends, std::vector{job_end::not_started});
  held.open();
  while (ends.size() < 4) loop.run_one();
  EXPECT_EQ(ends[1], job_end::finished);
  EXPECT_EQ(ends[3], job_end::finished);
}

TEST(workers, answer_in_time_whatever_a_function_does) {
  boost::asio::io_context loop;
  gate held;
  workers pool(loop, {.threads = 1, .time_limit = milliseconds(50)});
  std::vector<job_end> ends;
  bool second_ran = false;
  pool.submit<int>(
      [&](const given_up&) {
        held.pass();
        return 0;
      },
      [&](job_end end, int) { ends.push_back(end); });
  held.wait_for_arrivals(1);
  pool.submit<int>(
      [&](const given_up&) {
        second_ran = true;
        return 0;
      },
      [&](job_end end, int) { ends.push_back(end); });
  while (ends.size() < 2) loop.run_one();
  loop.restart();
  EXPECT_EQ(ends, (std::vector{job_end::still_running, job_end::not_started}));
  held.open();
  // On a busy machine the time may be up for these, too.
  for (int third = 0; third == 0;) {
    bool is_answered = false;
    pool.submit<int>([](const given_up&) { return 3; },
                     [&](job_end, int made) {
                       third = made;
                       is_answered = true;
                     });
    while (!is_answered) loop.run_one();
  }
  EXPECT_FALSE(second_ran);    // what was given up does not happen later
  EXPECT_EQ(ends.size(), 2U);  // and what came late is told to nobody
}

TEST(workers, tell_a_function_that_nobody_waits_for_it) {
  boost::asio::io_context loop;
  workers pool(loop, {.threads = 1, .time_limit = milliseconds(20)});
  std::atomic<bool> was_told = false;
  bool is_answered = false;
  pool.submit<int>(
      [&](const given_up& up) {
        while (!up) std::this_thread::yield();
        was_told = true;
        return 0;
      },
      [&](job_end end, int) { is_answered = end != job_end::finished; });
  while (!is_answered) loop.run_one();
  while (!was_told && loop.stopped()) std::this_thread::yield();
}

TEST(workers, start_no_thread_before_there_is_work) {
  const auto threads = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
  };
  boost::asio::io_context loop;
  const auto before = threads();
  workers pool(loop, {.threads = 3});
  EXPECT_EQ(threads(), before);
  bool is_answered = false;
  pool.submit<int>([](const given_up&) { return 0; }, [&](job_end, int) { is_answered = true; });
  EXPECT_EQ(threads(), before + 3);
  while (!is_answered) loop.run_one();
}

TEST(workers, end_while_functions_wait_and_run) {
  gate held;
  std::atomic<bool> is_over = false;
  {
    boost::asio::io_context loop;
    workers pool(loop, {.threads = 1});
    for (int i = 0; i < 3; ++i) {
      pool.submit<int>(
          [&](const given_up&) {
            held.pass();
            is_over = true;
            return 0;
          },
          [](job_end, int) { FAIL(); });
    }
    held.wait_for_arrivals(1);
    held.open();
  }
  EXPECT_TRUE(is_over);
}

TEST(workers, let_go_of_what_nobody_waits_for_any_more) {
  boost::asio::io_context loop;
  gate held;
  std::atomic<bool> was_given_up = false;
  std::atomic<bool> was_begun = false;
  int answered = 0;
  const auto answer = [&](job_end, int) { ++answered; };
  {
    workers pool(loop, {.threads = 1});
    const auto under_way = pool.submit<int>(
        [&](const given_up& is_given_up) {
          held.pass();
          was_given_up = is_given_up.load();
          return 1;
        },
        answer);
    const auto waiting =
        pool.submit<int>([&](const given_up&) { return was_begun = true, 2; }, answer);
    held.wait_for_arrivals(1);
    pool.withdraw(under_way);
    pool.withdraw(waiting);
    pool.withdraw(waiting);
    held.open();
    int last = 0;
    pool.submit<int>([](const given_up&) { return 3; }, [&](job_end, int made) { last = made; });
    while (last == 0) loop.run_one();
  }
  EXPECT_TRUE(was_given_up);
  EXPECT_FALSE(was_begun);
  EXPECT_EQ(answered, 0);
}

}  // namespace
}  // namespace fraiseql::execution
