// status: which HTTP status, and so which media type, an answer has (docs/api/http.md).
#pragma once

#include <cstdint>
#include <string_view>

#include "execution/request.hpp"
#include "server/media_types.hpp"

namespace fraiseql::server {

// `audit`: what the audits of graphql-http want, and clients that know only JSON. `draft`: the
// newest draft of the GraphQL over HTTP specification, which tells more by the status.
enum class status_policy : std::uint8_t { audit, draft };

unsigned status_of(const execution::response& answered, answer_type type, status_policy policy);

// Of JSON that is no GraphQL request.
unsigned status_of_malformed(status_policy policy);

// The media type of an answer of that status, where the client takes `type`. Who names none gets
// plain JSON where it succeeds, by the audits, and so does, by the draft, who names plain JSON.
std::string_view type_of(unsigned status, answer_type type, status_policy policy);

}  // namespace fraiseql::server
