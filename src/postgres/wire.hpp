// What libpq takes and gives, in our types and back. Private to the room.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "postgres/error.hpp"
#include "postgres/group.hpp"

namespace fraiseql::postgres {

// The error in a result. One that libpq made itself, because the connection broke, has no
// SQLSTATE; it gets lost_sqlstate and is the connection's.
error error_of(const PGresult* result);

// What makes a prepared statement: its text and the types of its parameters. The same
// text with other types is another statement: bytes of an int8 are no float8.
std::string key_of(const command& one);

// The arrays PQsendQueryPrepared takes. They point into the parameters.
struct wire_parameters {
  explicit wire_parameters(const sql::parameters& parameters);
  [[nodiscard]] int count() const { return static_cast<int>(types.size()); }

  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
};

}  // namespace fraiseql::postgres
