// idempotency: the statements around a call that is done at most once under a key, in the
// transaction of the call:
//
//   claim       the key becomes a row of fraiseql.idempotency; who comes second waits here
//   the call    only where it was claimed (statement.hpp, call_form::idempotent)
//   keep        what the call returned goes into the row; or, where the key was there already,
//               what was kept takes the place of what the call would have returned
//   read-back   of either, by whoever asks now
//
// Who runs them owns no rows but may write this table, so not the role of a request. docs:
// mutations.
#pragma once

#include <chrono>
#include <string>

#include "sql/statement.hpp"

namespace fraiseql::sql {

// At most once under this key, of any text; with another hash it is another request.
struct idempotency {
  std::string key;
  std::string request_hash;
  std::chrono::seconds expiry{86'400};
};

// Makes the key's row, or takes one over that has expired, or finds one that has not. Locks the
// row, so that of two at once the second waits for the end of the first.
statement claim();

// Behind the call; it also deletes some rows that have expired. Where the row has another hash it
// fails (is_other_request).
statement keep(const plan::call& call);

// What claim() and keep() need, the same for both.
parameters bind(const idempotency& once);

// By this word in its detail, an error of SQLSTATE 22P02 is that of keep().
inline constexpr std::string_view other_request_sqlstate = "22P02";
inline constexpr std::string_view other_request_token = "fraiseql_other_request";

}  // namespace fraiseql::sql
