// lane: some connections of one purpose, and the groups that wait for one of them.
//
// A group goes at once to the connection with the fewest groups under way, if that is
// below the lane's depth, else it waits in line; a lane of depth 1 therefore never puts
// a statement behind another one. Connections that break are made again, with growing
// pauses, so the lane recovers by itself when the database is back. While PostgreSQL
// cannot be reached, groups are refused at once. One loop's thread only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "postgres/connection.hpp"
#include "postgres/group.hpp"

namespace fraiseql::postgres {

class lending;

// Whether a group may be sent again when its outcome is unknown or its plan was stale.
enum class repeatable : bool { no, yes };

struct lane_options {
  std::string name;  // for the log
  connection_options connection;
  std::size_t connections = 2;
  std::size_t depth = 1;             // groups under way on one connection
  std::size_t max_waiting = 10'000;  // groups in line; one more is refused
  std::chrono::milliseconds max_wait{2'000};
  repeatable work = repeatable::no;
};

class lane {
 public:
  // `on_change` runs whenever is_up() or what is known of the database has changed.
  lane(boost::asio::io_context& loop, lane_options options, log_function log,
       std::function<void()> on_change);
  ~lane();
  lane(const lane&) = delete;
  lane& operator=(const lane&) = delete;

  void start();
  // Closes the connections; what waits or is under way is answered with an error.
  void stop();
  // Always answered, now or later: rows, or an error of class 08 if there was no way.
  void submit(group work);
  // Lets go of the groups of `asked_by`, if there are any: what is still in line is not sent. Of
  // a lane that repeats and has depth 1, what is under way is cancelled and not repeated: such a
  // statement may be long and has its connection to itself. Neither is answered any more. What
  // is under way on other lanes goes on and is answered. Gives whether one was in line.
  bool withdraw(const void* asked_by);

  [[nodiscard]] bool is_up() const;

  // Lanes of other loops may take what finds no connection free here, and the other way round
  // (lending.hpp). Borrowed. The rest is for `by` alone.
  void share(lending& by);
  // Cancels what nobody waits for.
  [[nodiscard]] bool cancels() const;
  // How often a group may still be sent again.
  struct tries {
    std::size_t lost = 0;    // because its connection was lost
    std::size_t failed = 0;  // because a plan was stale or an earlier statement failed
    std::size_t undone = 0;  // for the sake of another transaction
  };
  struct waiting_group {
    group work;
    tries left;
    std::chrono::steady_clock::time_point until;
  };
  // Takes a group of another lane, unless it can be of no help.
  bool take(waiting_group& of_another);
  // One of its own that came back, or cannot be lent.
  void keep(waiting_group own);
  void lend_waiting();

 private:
  struct slot {
    std::unique_ptr<connection> link;
    std::unique_ptr<boost::asio::steady_timer> pause;
    std::chrono::milliseconds next_pause{0};
    // Of the one group under way, where the lane cancels.
    const void* asked_by = nullptr;
    bool is_withdrawn = false;
  };

  // One that was undone, until it is sent again.
  struct resting_group {
    group work;
    tries left;
    boost::asio::steady_timer until;
  };

  void connect(std::size_t index);
  void connection_changed(std::size_t index, connection_state state, const error& why);
  slot* best_slot();
  void tell_lending();
  void cancel(slot& at);
  void dispatch(group work, tries left);
  void send(slot& to, group work, tries left);
  void send_waiting();
  void refuse_waiting(const error& why);
  void watch_line();
  void forget_stale(const group& work, const std::vector<outcome>& outcomes);
  void settle(group work, std::vector<outcome> outcomes, tries left);
  void rest(group work, tries left);
  void repeat(group work, std::vector<outcome> outcomes, const std::vector<std::size_t>& failures,
              tries left);

  boost::asio::io_context& loop_;
  lane_options options_;
  log_function log_;
  std::function<void()> on_change_;
  lending* lending_ = nullptr;
  canceller canceller_;
  std::vector<slot> slots_;
  std::deque<waiting_group> line_;
  std::vector<std::shared_ptr<resting_group>> resting_;
  std::minstd_rand random_{std::random_device{}()};
  boost::asio::steady_timer line_timer_;
  // Nothing is known before the first attempt has ended: groups wait in line until then.
  enum class reach { unknown, reachable, unreachable };
  reach reach_ = reach::unknown;
  bool was_up_ = false;
  bool stopped_ = false;
  error last_error_ = {.sqlstate = unsent_sqlstate, .message = "not connected yet"};
};

}  // namespace fraiseql::postgres
