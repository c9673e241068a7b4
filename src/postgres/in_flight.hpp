// in_flight: a group on the wire: the results that will come for it, in order, then its Sync.
// Private to the room: what connection.cpp sends is written down here, and what comes is held
// against it.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postgres/shipment.hpp"

namespace fraiseql::postgres {

// What one expected result of libpq stands for.
enum class step_kind : std::uint8_t {
  prepare,
  deallocate,
  session,  // says whose the commands behind it are
  execute,  // a command of the group, which has an outcome
  clean,
};

struct expected_step {
  step_kind kind = step_kind::execute;
  std::string key = {};  // of prepare
  delivery rows_come = delivery::whole;
};

struct in_flight {
  std::size_t commands = 0;
  completion done = {};
  std::shared_ptr<row_sink> sink = {};
  std::vector<expected_step> steps = {};
  std::size_t next_step = 0;
  std::vector<outcome> outcomes = {};
  std::optional<error> first_error = {};
  std::optional<error> session_error = {};
  bool has_failed_prepare = false;  // of the step behind it
  bool comes_row_by_row = false;    // libpq knows it of the next step
  std::vector<rows> batch = {};     // of that step, to be given to the sink

  // Holds the result of a step against it: `why` where it has failed, nullptr where PostgreSQL did
  // not come to it or all is well. `made` are its rows.
  void take(const expected_step& step, std::optional<error> why, bool is_aborted, rows made);
  // Rows that are to be given to the sink come next, and libpq has to be told.
  [[nodiscard]] bool wants_row_by_row() const;
  // Gives the sink what has come for it.
  appetite feed();
  // Nobody takes rows any more: what comes is dropped.
  void drop_sink();
  // What was expected did not come: each command that has no outcome has this one.
  [[nodiscard]] bool is_answered() const { return outcomes.size() == commands; }

  // All of it has failed.
  void fail(const error& why) { done(all_failed(commands, why)); }
  // For the next one, which uses its memory.
  void clear();

 private:
  [[nodiscard]] error aborted();
};

// A statement of a group, as it is sent.
struct leg {
  const command* what;
  step_kind kind;
};

// The commands with what says whose they are. `server` says that they are the server's own. Borrows
// all of them.
using legs = boost::container::small_vector<leg, 18>;
legs legs_of(const shipment& what, const command& server);

}  // namespace fraiseql::postgres
