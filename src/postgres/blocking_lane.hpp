// blocking_lane: some connections for threads that wait for their reads.
//
// Any thread may use it, also several at once. A connection is made when all others are in use,
// and kept; who finds as many in use as there may be waits for one. A group whose connection was
// lost is sent once more, so it must only read; what writes goes over a lent_connection.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "postgres/blocking_connection.hpp"

namespace fraiseql::postgres {

struct blocking_lane_options {
  connection_options connection = {};
  std::size_t connections = 4;
  std::chrono::milliseconds statement_timeout{30'000};
};

class blocking_lane {
 public:
  using clock = blocking_connection::clock;

  explicit blocking_lane(blocking_lane_options options) : options_(std::move(options)) {}

  // One outcome a command; they are one transaction. All of it ends about then, and each
  // statement after its timeout.
  std::vector<outcome> run(const group& work, clock::time_point until);
  // What is sent over connections that are taken from now on is planned anew.
  void forget_plans();

 private:
  friend class lent_connection;
  // Counts one more in use; false where none became free.
  bool take_place(clock::time_point until);
  // One that was made before, or nullptr.
  std::unique_ptr<blocking_connection> take_idle();
  void give_back(std::unique_ptr<blocking_connection> used, std::size_t taken_in);
  [[nodiscard]] std::size_t age();

  blocking_lane_options options_;
  std::mutex mutex_;  // of all below
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<blocking_connection>> idle_;
  std::size_t in_use_ = 0;
  std::size_t age_ = 0;  // how often plans were forgotten
};

// A connection of a lane while one thread works with it; what is sent is sent once. It is given
// back at its end, without an open transaction.
class lent_connection {
 public:
  using clock = blocking_lane::clock;

  // Waits until then for one that is free; without one all commands fail.
  lent_connection(blocking_lane& of, clock::time_point until);
  ~lent_connection();
  lent_connection(const lent_connection&) = delete;
  lent_connection& operator=(const lent_connection&) = delete;

  // One outcome a command, sent as one group. Each ends about then, and after its timeout.
  std::vector<outcome> run(const group& work, clock::time_point until);
  void roll_back();
  // Undoes what functions left on the connection; no transaction is open.
  void clean();

 private:
  blocking_lane& of_;
  bool has_place_;
  std::size_t taken_in_ = 0;                   // the lane's age then
  std::unique_ptr<blocking_connection> used_;  // nullptr without a place, or out of descriptors
};

}  // namespace fraiseql::postgres
