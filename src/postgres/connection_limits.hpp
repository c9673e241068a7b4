// connection_limits: how many connections a database has for who serves from it: what the server
// allows at all, what it keeps for superusers, and the limits of the role and of the database.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "postgres/error.hpp"
#include "postgres/rows.hpp"

namespace fraiseql::postgres {

struct connection_limits {
  std::size_t max_connections = 100;     // PostgreSQL's own default, as the next is
  std::size_t reserved = 3;              // which an ordinary role cannot have
  std::optional<std::size_t> role = {};  // of the role that logs in
  std::optional<std::size_t> database = {};

  // The least of them.
  [[nodiscard]] std::size_t available() const;
  // "max_connections 100, 3 reserved, 20 for the role"
  [[nodiscard]] std::string to_text() const;
};

// Five columns of a statement without FROM, and what they say; `first` is the number of the first.
inline constexpr const char* connection_limit_columns =
    "current_setting('max_connections'), current_setting('superuser_reserved_connections'), "
    "coalesce(current_setting('reserved_connections', true), '0'), "
    "(SELECT r.rolconnlimit::text FROM pg_catalog.pg_roles r WHERE r.rolname = session_user), "
    "(SELECT d.datconnlimit::text FROM pg_catalog.pg_database d "
    "WHERE d.datname = current_database())";
connection_limits read_connection_limits(const rows& found, std::size_t first);

// Asks over a connection of its own and waits; for the start.
result<connection_limits, error> ask_connection_limits(const std::string& conninfo);

// Whether all hosts of a connection string are this machine: sockets, localhost, loopback.
bool is_on_this_machine(const std::string& conninfo);

}  // namespace fraiseql::postgres
