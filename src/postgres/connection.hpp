// connection: one PostgreSQL connection on the event loop, libpq in pipeline mode.
//
// Sends groups as they come and answers them in order; statements are prepared on first
// use and kept, least recently used first out. It belongs to one loop and is used on
// that loop's thread alone. A connection that breaks answers everything it holds with an
// error, reports `on_state(down)` and is not used again; its lane makes another.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "postgres/canceller.hpp"
#include "postgres/shipment.hpp"

namespace fraiseql::postgres {

struct connection_options {
  std::string conninfo;
  // Set for the session right after connecting, for example {"statement_timeout", "1s"}.
  std::vector<std::pair<std::string, std::string>> settings = {};
  std::size_t max_prepared = 200;  // each costs PostgreSQL 34 to 51 kB
  int connect_timeout_s = 10;
  // The longest silence of PostgreSQL while it owes an answer, for each statement of a
  // group; statement_timeout should have ended the statement long before.
  std::chrono::milliseconds answer_timeout{35'000};
  std::chrono::milliseconds cancel_timeout{10'000};  // to cancel a statement and be free again
};

enum class connection_state { connecting, up, down };

class connection {
 public:
  // `on_state` is told up once, and down once with the reason.
  using state_callback = std::function<void(connection_state state, const error& why)>;

  connection(boost::asio::io_context& loop, const connection_options& options,
             state_callback on_state);
  // Closes; what is still open is answered with an error.
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  // `told` runs when a connection that was cleaned behind a group, or on which one was cancelled,
  // can be sent to again.
  void on_free(std::function<void()> told);

  // Begins to connect. Once.
  void open();
  // Needs state() == up. What is sent is on its way when this returns, and need not be kept.
  void send(const shipment& what, completion done);
  // Drops the prepared form of a statement whose plan PostgreSQL no longer accepts.
  void forget(const command& one);
  // Likewise of all statements: those that are sent from now on are planned anew.
  void forget_all();

  // Has PostgreSQL end what is under way, off the loop. A cancel reaches whatever runs when it
  // comes, so nothing may be sent until the request has returned and an empty Sync behind it
  // was answered: is_cancelling() until then. One that does not come
  // to its end in time takes the connection down.
  void cancel(canceller& by);
  [[nodiscard]] bool is_cancelling() const;

  // Looks whether an idle connection has been ended by the other side, which costs a
  // system call; if so it goes down. It cannot see an end that is still on its way.
  bool is_alive();

  [[nodiscard]] connection_state state() const;
  // Groups sent and not yet answered; what is cleaned behind one counts as one.
  [[nodiscard]] std::size_t depth() const;

 private:
  class implementation;
  std::shared_ptr<implementation> implementation_;
};

}  // namespace fraiseql::postgres
