// What libpq takes and gives, in our types and back. Private to the room.
#pragma once

#include <libpq-fe.h>

#include <boost/container/small_vector.hpp>
#include <string>

#include "postgres/error.hpp"
#include "postgres/group.hpp"

namespace fraiseql::postgres {

// The error in a result. One that libpq made itself, because the connection broke, has no
// SQLSTATE; it gets lost_sqlstate and is the connection's.
error error_of(const PGresult* result);

// What makes a prepared statement: its text and the types of its parameters. The same
// text with other types is another statement: bytes of an int8 are no float8.
std::string key_of(const command& one);
// The same into `to`, whatever is in it.
void write_key(std::string& to, const command& one);

// The arrays PQsendQueryPrepared takes. They point into the parameters.
struct wire_parameters {
  explicit wire_parameters(const sql::parameters& parameters);
  [[nodiscard]] int count() const { return static_cast<int>(types.size()); }

  // Most statements have few.
  template <class Value>
  using array = boost::container::small_vector<Value, 4>;
  array<Oid> types;
  array<const char*> values;
  array<int> lengths;
  array<int> formats;
};

}  // namespace fraiseql::postgres
