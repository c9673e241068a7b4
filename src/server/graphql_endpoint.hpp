// GraphQL over HTTP: from an http::request to an execution::request, and from an
// execution::response to an http::response (draft of the GraphQL over HTTP
// specification; the status policy stands in docs/api/http.md).
#pragma once

#include <functional>
#include <string>

#include "base/limits.hpp"
#include "execution/request.hpp"
#include "http/message.hpp"
#include "server/identity.hpp"

namespace fraiseql::server {

using execute_function = std::function<void(const execution::request&, execution::responder)>;
using http_responder = std::function<void(http::response)>;

// Says who asks, once, now or later.
using identify_function =
    std::function<void(const http::request&, std::function<void(identified)>)>;

struct graphql_endpoint_options {
  std::size_t json_depth = 100;
  bool with_headers = false;        // the schema has functions that may ask for them
  bool with_explain = false;        // "explain" of the request's extensions is obeyed
  identify_function identify = {};  // without one everybody is anonymous
};

// Answers one request to /graphql, by `execute` if it is a GraphQL request at all. All but
// `respond` must live until the answer.
void serve_graphql(const http::request& request, const graphql_endpoint_options& options,
                   const execute_function& execute, const http_responder& respond);

}  // namespace fraiseql::server
