// GraphQL over HTTP: from an http::request to an execution::request, and from an
// execution::response to an http::response (draft of the GraphQL over HTTP
// specification; the status policy stands in docs/api/http.md).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/limits.hpp"
#include "execution/request.hpp"
#include "http/responder.hpp"
#include "json/flat.hpp"
#include "server/cors.hpp"
#include "server/identity.hpp"
#include "server/request_reader.hpp"
#include "server/status.hpp"

namespace fraiseql::server {

using execute_function = std::function<void(const execution::request&, execution::responder)>;
using http_responder = http::responder;

// Says who asks, once, now or later.
using identify_function =
    std::function<void(const http::request&, std::function<void(identified)>)>;

// What a body is read into, kept for the next one. Who has it lends it while it is looked at, so
// that a request within a request gets one of its own; a copy begins without.
class body_room {
 public:
  body_room() = default;
  body_room(const body_room&) {}
  body_room(body_room&&) = default;
  body_room& operator=(const body_room&) { return *this; }
  body_room& operator=(body_room&&) = default;
  ~body_room() = default;

  std::unique_ptr<json::flat> lend() {
    return kept_ == nullptr ? std::make_unique<json::flat>() : std::move(kept_);
  }
  void give_back(std::unique_ptr<json::flat> lent) {
    lent->forget();
    kept_ = std::move(lent);
  }

 private:
  std::unique_ptr<json::flat> kept_;
};

struct graphql_endpoint_options {
  std::size_t json_depth = 100;
  bool with_headers = false;  // the schema has functions that may ask for them
  std::size_t max_batch = 0;  // requests in one list; 0: a list is none
  status_policy policy = status_policy::audit;
  cors_policy cors = {};
  request_reading reading = {};
  identify_function identify = {};  // without one everybody is anonymous
  mutable body_room room = {};      // one loop's
};

// Answers one request to /graphql, by `execute` if it is a GraphQL request at all: by POST, or by
// GET or HEAD if it only reads. However it came, one reader (request_reader.hpp) and one executor
// see it, and so its limits are the same. All but `respond` must live until the answer.
void serve_graphql(const http::request& request, const graphql_endpoint_options& options,
                   const execute_function& execute, const http_responder& respond);

}  // namespace fraiseql::server
