// sqlstate: what an SQLSTATE means to a client, decided here and nowhere else (docs/errors.md).
//
// PostgreSQL's manual, appendix A, has the list. What the table does not name is our fault or the
// database's, whatever the statement: the client can do nothing about it.
#pragma once

#include <string_view>

#include "base/graphql_error.hpp"

namespace fraiseql::postgres {

// What was being done: reading, and whatever else is ours alone; calling a function that writes, by
// the client's values; the same, where its author raised the error for the client; looking at a
// pattern that the client gave.
enum class sql_purpose { read, call, raised, check };

struct sqlstate_meaning {
  error_code code = error_code::internal_server_error;
  std::string_view message = "internal error";  // for clients in production
};

// Not of a connection that broke: see error::is_unavailable().
sqlstate_meaning meaning_of(std::string_view sqlstate, sql_purpose purpose);

// Whether it is what RAISE says where its author gives no MESSAGE: the SQLSTATE, or the name of one
// that is the client's.
bool is_bare_condition(std::string_view message, std::string_view sqlstate);

}  // namespace fraiseql::postgres
