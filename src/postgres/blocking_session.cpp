// libpq, used synchronously: send, then collect every result before returning, so that
// the connection is idle between calls. The client encoding is always UTF8, because
// error positions count characters of it. The socket is never waited for without a look at
// whether to stop, in either direction, so libpq is told not to block. COPY needs somebody at the
// other end of the stream; there is none here, so it is ended and refused.
#include "postgres/blocking_session.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <utility>

#include "postgres/wire.hpp"

namespace fraiseql::postgres {
namespace {

struct result_closer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using answer_pointer = std::unique_ptr<PGresult, result_closer>;

std::string without_line_end(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

error error_of_connection(PGconn* connection) {
  return {.message = without_line_end(PQerrorMessage(connection))};
}

// libpq makes errors of its own (a lost connection) that have no fields.
error error_of_answer(PGconn* connection, const PGresult* answer) {
  const error found = error_of(answer);
  return found.from == error_source::connection ? error_of_connection(connection) : found;
}

error copy_refused() {
  return {.sqlstate = "0A000",
          .message = "copy from or to the client is not supported here",
          .hint = "use insert, or copy with a file of the server"};
}

std::vector<blocking_session::row> rows_of(const PGresult* answer) {
  std::vector<blocking_session::row> rows(static_cast<std::size_t>(PQntuples(answer)));
  const int columns = PQnfields(answer);
  for (int r = 0; r < PQntuples(answer); ++r) {
    auto& row = rows[static_cast<std::size_t>(r)];
    row.reserve(static_cast<std::size_t>(columns));
    for (int c = 0; c < columns; ++c) {
      if (PQgetisnull(answer, r, c) != 0) {
        row.emplace_back(std::nullopt);
      } else {
        row.emplace_back(std::in_place, PQgetvalue(answer, r, c),
                         static_cast<std::size_t>(PQgetlength(answer, r, c)));
      }
    }
  }
  return rows;
}

// How soon a wait sees that it shall end.
constexpr int look_for_stop_ms = 50;

// Sends what there is to send, and waits for something to read, but not for long where it may
// have to stop. False when the connection is broken, which libpq says with the next result.
bool exchange(PGconn* connection, const std::stop_token& stop) {
  const int unsent = PQflush(connection);
  if (unsent < 0) return false;
  const auto events = static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN);
  pollfd ready = {.fd = PQsocket(connection), .events = events, .revents = 0};
  poll(&ready, 1, stop.stop_possible() ? look_for_stop_ms : -1);
  const bool is_readable = (ready.revents & ~POLLOUT) != 0;
  return !is_readable || PQconsumeInput(connection) == 1;
}

// Until there is a result, or libpq knows why there is none. False when it was to stop first.
bool wait_for_result(PGconn* connection, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (PQisBusy(connection) == 0 || !exchange(connection, stop)) return true;
  }
  return false;
}

// Reads what nobody wants, until its end or until it is to stop.
void drain_copy_out(PGconn* connection, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    char* line = nullptr;
    const int got = PQgetCopyData(connection, &line, 1);
    if (got > 0) PQfreemem(line);
    if (got < 0 || (got == 0 && !exchange(connection, stop))) return;
  }
}

struct collected {
  std::vector<blocking_session::row> rows = {};
  std::size_t statements_done = 0;
  std::optional<error> first_error = {};
};

// Reads until the connection is idle again, whatever went wrong on the way, or until it is to
// stop. What runs then is not cancelled: libpq's request for that is a connection of its own that
// waits for the server without a limit. The session is to be closed, which the server notices.
collected collect(PGconn* connection, const std::stop_token& stop) {
  collected all;
  const auto fail = [&all](error reason) {
    if (!all.first_error) all.first_error = std::move(reason);
  };
  while (true) {
    if (!wait_for_result(connection, stop)) {
      all.first_error = error{.sqlstate = "57014", .message = "stopped"};
      break;
    }
    const answer_pointer answer{PQgetResult(connection)};
    if (answer == nullptr) break;
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
      // PostgreSQL ends the copy below well, though we refuse it.
      if (!all.first_error) ++all.statements_done;
      if (status == PGRES_TUPLES_OK) all.rows = rows_of(answer.get());
    } else if (status == PGRES_COPY_IN) {
      fail(copy_refused());
      PQputCopyEnd(connection, "not supported here");
    } else if (status == PGRES_COPY_OUT) {
      fail(copy_refused());
      drain_copy_out(connection, stop);
    } else if (status != PGRES_EMPTY_QUERY) {
      fail(error_of_answer(connection, answer.get()));
    }
    if (PQstatus(connection) == CONNECTION_BAD) {
      fail(error_of_connection(connection));
      break;
    }
  }
  return all;
}

// libpq takes C strings: what stands behind a zero byte would be dropped in silence.
bool has_zero_byte(const std::string& text) { return text.find('\0') != std::string::npos; }

error zero_byte_refused() {
  return {.sqlstate = "22021", .message = "a text with a zero byte cannot be sent"};
}

}  // namespace

void blocking_session::closer::operator()(pg_conn* connection) const { PQfinish(connection); }

result<blocking_session, error> blocking_session::connect(const std::string& conninfo,
                                                          int connect_timeout_s,
                                                          std::stop_token stop) {
  const std::string timeout = std::to_string(connect_timeout_s);
  // What stands behind `dbname` overrules what the connection string says.
  const char* const names[] = {"fallback_application_name", "dbname", "client_encoding",
                               "connect_timeout", nullptr};
  const char* const values[] = {"fraiseql", conninfo.c_str(), "UTF8", timeout.c_str(), nullptr};
  blocking_session session(PQconnectdbParams(names, values, 1), std::move(stop));
  PGconn* connection = session.connection_.get();
  if (connection == nullptr) return failed{error{.sqlstate = "53200", .message = "out of memory"}};
  if (PQstatus(connection) != CONNECTION_OK) return failed{error_of_connection(connection)};
  PQsetnonblocking(connection, 1);
  PQsetNoticeReceiver(connection, [](void*, const PGresult*) {}, nullptr);
  return session;
}

result<std::vector<blocking_session::row>, error> blocking_session::query(
    const std::string& sql, const std::vector<std::string>& parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const std::string& parameter : parameters) {
    if (has_zero_byte(parameter)) return failed{zero_byte_refused()};
    values.push_back(parameter.c_str());
  }
  if (has_zero_byte(sql)) return failed{zero_byte_refused()};
  PGconn* connection = connection_.get();
  if (PQsendQueryParams(connection, sql.c_str(), static_cast<int>(values.size()), nullptr,
                        values.data(), nullptr, nullptr, 0) == 0) {
    return failed{error_of_connection(connection)};
  }
  collected all = collect(connection, stop_);
  if (all.first_error) return failed{*std::move(all.first_error)};
  return std::move(all.rows);
}

result<done, error> blocking_session::run_script(const std::string& sql) {
  statements_done_ = 0;
  if (has_zero_byte(sql)) return failed{zero_byte_refused()};
  PGconn* connection = connection_.get();
  if (PQsendQuery(connection, sql.c_str()) == 0) return failed{error_of_connection(connection)};
  collected all = collect(connection, stop_);
  statements_done_ = all.statements_done;
  if (all.first_error) return failed{*std::move(all.first_error)};
  return done{};
}

}  // namespace fraiseql::postgres
