// answers: from what was found out about a request to an http::response.
#pragma once

#include <string>
#include <string_view>

#include "execution/request.hpp"
#include "http/message.hpp"
#include "server/identity.hpp"
#include "server/media_types.hpp"
#include "server/status.hpp"

namespace fraiseql::server {

// What is known of an answer before it is there.
struct answer_terms {
  answer_type type = answer_type::any;
  status_policy policy = status_policy::audit;
  std::string_view lines = {};  // of its head, as http::response has them
};

http::response make_response(unsigned status, std::string_view type, std::string body,
                             const answer_terms& terms);

// The answer to a request that was executed, or refused by who executes.
http::response make_response(execution::response answered, const answer_terms& terms);

// What is no GraphQL request gets an answer of the form a GraphQL client can read.
http::response malformed(unsigned status, const std::string& message, const answer_terms& terms);

// What is not answered further because of who asks, or who does not (RFC 6750, 3).
http::response unanswered(const unidentified& why, const answer_terms& terms);

}  // namespace fraiseql::server
