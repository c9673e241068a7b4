// query_string: a GraphQL request in a URL (GraphQL over HTTP, "GET").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fraiseql::server {

// The parameters of a URL, what stands behind its `?`, as the JSON object that is the same
// request by POST, so that one reader and one set of limits serve both. Those that mean nothing
// are left out; one that means something is there once. The failure is in words for the client.
result<std::string> body_of_parameters(std::string_view query, std::size_t json_depth);

}  // namespace fraiseql::server
