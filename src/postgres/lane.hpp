// lane: some connections of one purpose, and the groups that wait for one of them.
//
// What waits goes to the connection with the fewest flights under way, if that is below the lane's
// depth; a lane of depth 1 therefore never puts a statement behind another one. Where the lane
// gathers (company::all), what was submitted in one turn of the loop goes together, and a session
// has no more than one flight at a time on a connection: those that come meanwhile go with the
// next. There is no timer: where a connection is free, nobody waits longer than the turn. Long rows
// that several share are given to them in turns of the loop, which hears of others in between.
// Connections that break are made again, with growing pauses, so the lane recovers by itself when
// the database is back. While PostgreSQL cannot be reached, groups are refused at once. One loop's
// thread only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "postgres/connection.hpp"
#include "postgres/flight.hpp"
#include "postgres/group.hpp"
#include "postgres/meters.hpp"

namespace fraiseql::postgres {

class lending;

// Whether a group may be sent again when its outcome is unknown or its plan was stale.
enum class repeatable : bool { no, yes };

struct lane_options {
  std::string name;  // for the log
  connection_options connection;
  std::size_t connections = 2;  // at most
  // So many are opened at the start and kept; the others are opened while groups wait, and closed
  // when they were not used for `idle`.
  std::size_t kept = ~std::size_t{0};
  std::chrono::milliseconds idle{60'000};
  std::size_t depth = 1;             // flights under way on one connection
  company with = company::nobody;    // who goes with whom
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
  void submit(group&& work);
  // Lets go of the groups of `asked_by`, if there are any: what is still in line is not sent. Of
  // a lane that repeats and has depth 1, what is under way is cancelled and not repeated: such a
  // statement may be long and has its connection to itself. Neither is answered any more. What
  // is under way on other lanes goes on and is answered. Gives whether one was in line.
  bool withdraw(const void* asked_by);
  // What is sent from now on is planned anew. PostgreSQL keeps plans made for a role that was bound
  // by no policy when later it is.
  void forget_plans();

  [[nodiscard]] bool is_up() const;
  // Any thread may look at them; they live as long as the lane.
  [[nodiscard]] const meters& counted() const { return meters_; }
  [[nodiscard]] std::size_t connections() const { return slots_.size(); }  // at most

  // Lanes of other loops may take what finds no connection free here, and the other way round
  // (lending.hpp). Borrowed. The rest is for `by` alone.
  void share(lending& by);
  // Cancels what nobody waits for.
  [[nodiscard]] bool cancels() const;
  // Takes a group of another lane, unless it can be of no help.
  bool take(errand& of_another);
  // One of its own that came back, or cannot be lent.
  void keep(errand own);
  void lend_waiting();

 private:
  struct slot {
    std::unique_ptr<connection> link;
    std::unique_ptr<boost::asio::steady_timer> pause;
    std::chrono::milliseconds next_pause{0};
    std::deque<std::unique_ptr<flight>> under_way;  // in the order in which they are answered
    bool is_used = false;                           // since somebody looked
  };
  // One that was undone, until it is sent again.
  struct resting_errand {
    errand one;
    boost::asio::steady_timer until;
  };

  // One whose rows are there.
  struct arrival {
    errand one;
    std::vector<outcome> outcomes;
  };

  [[nodiscard]] std::size_t kept() const;
  void connect(std::size_t index);
  void give_arrivals();
  void grow();
  void watch_grown();
  void connection_changed(std::size_t index, connection_state state, const error& why);
  slot* best_slot(const errand& for_one);
  [[nodiscard]] bool may_stream() const;
  [[nodiscard]] bool has_flight(const slot& on, const command* session) const;
  void withdraw(slot& from, const void* asked_by);
  void dispatch(errand&& one);
  void gather();
  void tell_lending();
  void send_waiting();
  void send(slot& to, flight::errands::iterator first);
  void landed(slot& at, const std::vector<outcome>& outcomes);
  void refuse_waiting(const error& why);
  void refuse(group& work, unsent why);
  void note_connections();
  void watch_line();
  void count_errors(const std::vector<outcome>& outcomes);
  void forget_stale(const shipment& what, const std::vector<outcome>& outcomes);
  void settle(errand&& one, std::vector<outcome>&& outcomes);
  void rest(errand one);
  void repeat(errand one, std::vector<outcome> outcomes, const std::vector<std::size_t>& failures);

  boost::asio::io_context& loop_;
  lane_options options_;
  log_function log_;
  std::function<void()> on_change_;
  lending* lending_ = nullptr;
  canceller canceller_;
  std::vector<slot> slots_;
  flight::errands line_;
  flight::errands spare_errands_;                       // whose memory is used again
  std::vector<std::unique_ptr<flight>> spare_flights_;  // likewise
  std::vector<std::shared_ptr<resting_errand>> resting_;
  std::deque<arrival> arrivals_;  // in the order in which they are given
  std::minstd_rand random_{std::random_device{}()};
  boost::asio::steady_timer line_timer_;
  boost::asio::steady_timer grown_timer_;
  // Nothing is known before the first attempt has ended: groups wait in line until then.
  enum class reach { unknown, reachable, unreachable };
  reach reach_ = reach::unknown;
  bool was_up_ = false;
  bool stopped_ = false;
  bool is_gathering_ = false;         // until the end of this turn
  bool is_giving_ = false;            // what has arrived, in the next turn
  bool is_watching_line_ = false;     // by the timer
  bool is_watching_grown_ = false;    // likewise
  std::vector<std::size_t> blocked_;  // of sessions, while somebody is looked for
  std::shared_ptr<lane*> self_;       // of whom the loop may still hear when it is gone
  meters meters_;
  error last_error_ = {.sqlstate = unsent_sqlstate, .message = "not connected yet"};
};

}  // namespace fraiseql::postgres
