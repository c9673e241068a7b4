// blocking_session: one PostgreSQL connection for start-up work, where waiting is
// fine: applying SQL files, reading the catalogue. Never used for a request. A wait can be
// ended from another thread; the session is of no use then.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "postgres/error.hpp"

struct pg_conn;  // libpq's PGconn; only .cpp files of this room include libpq

namespace fraiseql::postgres {

class blocking_session {
 public:
  using row = std::vector<std::optional<std::string>>;  // text form; nullopt is NULL

  // `conninfo` is a libpq connection string or URI; waits at most `connect_timeout_s`. Once
  // `stop` is asked for, everything fails soon, also where the server does not answer; what it
  // still runs ends when it notices that the session was closed.
  static result<blocking_session, error> connect(const std::string& conninfo,
                                                 int connect_timeout_s = 5,
                                                 std::stop_token stop = {});

  // One statement with text parameters.
  result<std::vector<row>, error> query(const std::string& sql,
                                        const std::vector<std::string>& parameters = {});
  // Any number of statements in one string (simple query protocol). `position` of the
  // error counts in `sql`.
  result<done, error> run_script(const std::string& sql);
  // How many statements of the last run_script came to their end: the index of the one
  // that failed, for errors that carry no position.
  [[nodiscard]] std::size_t statements_done() const { return statements_done_; }

 private:
  struct closer {
    void operator()(pg_conn* connection) const;
  };
  blocking_session(pg_conn* connection, std::stop_token stop)
      : connection_(connection), stop_(std::move(stop)) {}
  std::unique_ptr<pg_conn, closer> connection_;
  std::stop_token stop_;
  std::size_t statements_done_ = 0;
};

}  // namespace fraiseql::postgres
