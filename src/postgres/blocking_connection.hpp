// blocking_connection: a connection for a thread that may wait.
//
// It is a connection (connection.hpp) whose event loop turns only while somebody waits, so what is
// sent, prepared and answered is as in a lane. One thread at a time may use it, and it need not be
// the one of before. It connects with the first group; once it is broken it stays so.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "postgres/connection.hpp"
#include "postgres/group.hpp"

namespace fraiseql::postgres {

class blocking_connection {
 public:
  using clock = std::chrono::steady_clock;

  explicit blocking_connection(const connection_options& options);

  // Sends the group, whose `done` is not called, and waits: one outcome a command. No statement
  // runs longer than until `until`; where PostgreSQL is silent for a moment more, the connection is
  // broken.
  std::vector<outcome> run(const group& work, clock::time_point until);

  // The same for what writes: run() sends once more what has a stale plan, this never. A
  // transaction that is begun stays open. PostgreSQL ends it where nothing more comes for as long
  // as there was time.
  std::vector<outcome> run_once(const group& work, clock::time_point until);

  // Ends the transaction that is open, if there is one, and cleans the connection. Where that
  // fails, the connection is broken, which ends it, too.
  void roll_back();

  // Undoes what functions left on it; no transaction is open. Where that fails it is broken.
  void clean();

  // Whether it is worth a try: false once it is broken, or the other side has ended it.
  [[nodiscard]] bool is_usable();

 private:
  // Turns the loop until `is_done`; false when it was not by then.
  bool turn(const std::function<bool()>& is_done, clock::time_point until);
  bool connect(clock::time_point until);
  std::vector<outcome> exchange(const group& work, clock::time_point until);
  std::vector<outcome> send(group work, clock::time_point until);
  bool forget_stale(const group& work, const std::vector<outcome>& outcomes);
  void break_with(error why);

  std::shared_ptr<const sql::statement> timeout_;  // sets those of the others in its group
  boost::asio::io_context loop_{1};
  error why_down_ = {};
  std::unique_ptr<connection> link_;  // nullptr once it is broken
  bool is_opened_ = false;
};

}  // namespace fraiseql::postgres
