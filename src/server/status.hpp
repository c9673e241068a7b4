// status: which HTTP status, and so which media type, an answer has (docs/api/http.md).
#pragma once

#include <cstdint>

#include "execution/request.hpp"
#include "server/media_types.hpp"

namespace fraiseql::server {

// `audit`: what the audits of graphql-http want, and clients that know only JSON. `draft`: the
// newest draft of the GraphQL over HTTP specification, which tells more by the status.
enum class status_policy : std::uint8_t { audit, draft };

unsigned status_of(const execution::response& answered, answer_type type, status_policy policy);

// Of JSON that is no GraphQL request.
unsigned status_of_malformed(status_policy policy);

// What an answer of that status is in, where the client wants `type`: the draft gives the name
// of plain JSON to what has succeeded alone.
answer_type type_of(unsigned status, answer_type type, status_policy policy);

}  // namespace fraiseql::server
