// group: statements that travel to PostgreSQL together and end with one Sync: one
// implicit transaction, one round trip. The unit of work of connections and lanes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/callback.hpp"
#include "base/result.hpp"
#include "postgres/error.hpp"
#include "postgres/row_sink.hpp"
#include "postgres/rows.hpp"
#include "sql/statement.hpp"

namespace fraiseql::postgres {

// Whose settings and role a command runs with: those of who asks, or the server's own.
enum class run_as : std::uint8_t { request, server };

// Whether the rows of a command are kept until all are there or given to the group's sink.
enum class delivery : std::uint8_t { whole, row_by_row };

// The statement is shared with the prepared operation it belongs to.
struct command {
  std::shared_ptr<const sql::statement> statement;
  sql::parameters parameters = {};
  run_as as = run_as::request;
  delivery rows_come = delivery::whole;
};

// SQLSTATE of our own for a command that never ran because one before it in its group
// failed. Class FQ is not PostgreSQL's.
inline constexpr const char* aborted_sqlstate = "FQ001";
// The connection broke after the group was sent: it may have been done, or not.
inline constexpr const char* lost_sqlstate = "08007";
// The same, because PostgreSQL did not answer in time: not tried again, since the next
// connection would most likely be as silent.
inline constexpr const char* silent_sqlstate = "08006";
// It was never sent.
inline constexpr const char* unsent_sqlstate = "08001";
// It was never sent, because too much is waiting already (PostgreSQL's own code for
// having no connection left).
inline constexpr const char* overload_sqlstate = "53300";

// In `context` of what took a connection down because it could not be cleaned.
inline constexpr const char* clean_up_context = "clean-up";

// One outcome a command, in order. Called once, on the loop's thread, after the Sync
// was answered: what a read back showed is committed by then. An error of the commit
// itself stands in place of the last command's rows. Who takes them may leave the vector, whose
// memory is then used again.
using outcome = result<rows, error>;
using completion = callback<std::vector<outcome>&&>;

// Whether what functions may have left on the connection is undone behind the group, by a
// transaction of its own.
enum class aftermath : std::uint8_t { none, clean };

// Whether a group that PostgreSQL undid for the sake of another transaction may be sent again.
enum class undone_group : std::uint8_t { is_answered, is_sent_again };

struct group {
  std::vector<command> commands;
  completion done;
  // Says who asks (sql::tell_session). It is sent before the first command of the request's, and
  // again before one that stands behind a call or a command of the server's. It has no outcome;
  // where it fails, all commands behind it have failed so. nullptr: nobody need know.
  std::shared_ptr<const command> session = {};
  aftermath then = aftermath::none;
  undone_group undone = undone_group::is_answered;
  std::shared_ptr<row_sink> sink = {};  // of a lane that repeats and has depth 1
  const void* asked_by = nullptr;       // whom lane::withdraw knows it by; never followed
};

// The same error for every command of a group.
std::vector<outcome> all_failed(std::size_t commands, const error& why);
void fail(group& failed_group, const error& why);

// A plan or a prepared statement that no longer fits the database: preparing it again
// may mend it (cached plan, no such statement, no such column, no such table).
bool is_stale(const error& why);

// The connection broke behind the group, so that another one may answer it.
bool is_lost(const error& why);

}  // namespace fraiseql::postgres
