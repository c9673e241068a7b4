// stream: queries of which a field's rows go to the client while they come (docs/api/lists.md).
//
// Up to a bound the answer is held, so that it is what any other is: with a length, with null and
// errors where they belong. Beyond it the rows are written as PostgreSQL gives them, and what the
// client does not take stops what is read. Who began to read cannot be told of another status, nor
// be given null for what it has: where that is needed the answer is cut off, and the log says why.
//
// The statements of all root fields are one group of the cold lane, in response order, as each
// field's value is needed before the next one's. Private to the room.
#pragma once

#include "execution/bind.hpp"
#include "execution/prepare.hpp"
#include "execution/request.hpp"
#include "execution/session.hpp"

namespace fraiseql::execution {

class executor;

// A query that is ready to be run.
struct bound_query {
  prepared_request prepared;
  bound_commands bound;
  session_maker::made session;
};

// Whether such a field is asked for, and whoever asks takes pieces. One that is to be explained is
// answered as a whole.
bool is_streamed(const prepared_request& prepared, const request& asked);

void run_streamed(executor& by, bound_query query, const request& asked, responder done);

}  // namespace fraiseql::execution
