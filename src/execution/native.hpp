// native: runs the program's own functions for an answer (schema/native.hpp). Blocking and
// on a worker's thread; touches nothing but what it is given. Private to the room.
#pragma once

#include <vector>

#include "execution/fetched.hpp"
#include "execution/workers.hpp"
#include "json/source.hpp"
#include "plan/query_plan.hpp"

namespace fraiseql::execution {

struct native_surroundings {
  const schema::request_context& request;
  const json::variables& variables;
  const given_up& is_given_up;                 // then nothing more is called
  const schema::row_source* rows = nullptr;    // for functions that read some
  schema::command_source* commands = nullptr;  // for a root field of a mutation
};

// A root field's whole value as one document, with what is worked out inside of it.
worked_out work_out(const plan::native& root, const plan::enriched_value& inside,
                    const native_surroundings& in);

// Puts into the documents of the rows what the program works out of them. A text that is no JSON,
// or nests too deep to be read, stays as it is: its computed values are missing. What nothing is
// worked out in is not read.
worked_out enrich(worked_out rows, const plan::enriched_value& inside,
                  const native_surroundings& in);

}  // namespace fraiseql::execution
