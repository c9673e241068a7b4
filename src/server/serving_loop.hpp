// serving_loop: an event loop of a server with all that lives on it: the lanes, the executor with
// its caches, and who asks. Nothing of it is locked.
//
// The first one of a process is run by the main thread and leads: readiness, reload, signals. The
// others have threads of their own, which run between start() and stop(). But for these two,
// post() and knows_the_database() everything is on the loop's own thread, or before it runs. The
// loops themselves outlive all that lives on them, since they help each other out (lending.hpp).
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "base/result.hpp"
#include "execution/execute.hpp"
#include "execution/meters.hpp"
#include "postgres/lanes.hpp"
#include "postgres/lending.hpp"
#include "server/identity.hpp"

namespace fraiseql::server {

// Of all loops of a process.
struct lending_lanes {
  postgres::lending cold = {};
  postgres::lending mutation = {};
};

class serving_loop {
 public:
  serving_loop(boost::asio::io_context& loop, const postgres::lanes_options& options,
               std::shared_ptr<identity_source> who, const log_function& log,
               const std::function<void(serving_loop&)>& on_change);
  ~serving_loop();
  serving_loop(const serving_loop&) = delete;
  serving_loop& operator=(const serving_loop&) = delete;

  // Before anything runs.
  void lend_with(lending_lanes& others);

  // Runs it on a thread of its own, with its lanes connecting.
  result<done> start();
  // Closes the lanes and ends the thread, if there is one.
  void stop();
  void post(std::function<void()> task);

  // Requests under way go on with what they began with.
  void serve_with(std::shared_ptr<execution::executor> next);
  void adopt(const std::shared_ptr<const plan::catalogue>& found);
  [[nodiscard]] bool knows_the_database() const { return knows_; }

  [[nodiscard]] boost::asio::io_context& loop() { return loop_; }
  [[nodiscard]] postgres::lanes& lanes() { return lanes_; }
  [[nodiscard]] identity& who() { return identity_; }
  [[nodiscard]] const std::shared_ptr<execution::executor>& executor() const { return executor_; }
  // Of all its executors, one after the other. Any thread may look at them.
  [[nodiscard]] const std::shared_ptr<execution::meters>& counted() const { return counted_; }

 private:
  boost::asio::io_context& loop_;
  postgres::lanes lanes_;
  std::shared_ptr<execution::meters> counted_ = std::make_shared<execution::meters>();
  std::shared_ptr<execution::executor> executor_ = {};
  // Those before it, one at least: none ends within a call of its own.
  std::vector<std::shared_ptr<execution::executor>> retired_ = {};
  std::atomic<bool> knows_ = false;  // what was found in the database, once
  identity identity_;
  std::thread thread_ = {};
};

}  // namespace fraiseql::server
