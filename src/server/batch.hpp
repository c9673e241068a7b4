// batch: several GraphQL requests in one, a JSON list (docs/api/http.md).
//
// They are done one after the other, as if they had come so on one connection: mutations keep
// their order, and a batch takes no more of the server at a time than any other request. Each is
// read, validated, limited and costed by itself, and answered in its place of one list. What was
// answered is held until all of it is there, which is bounded: behind the bound nothing more is
// begun. Nothing is begun either once the client left.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "execution/request.hpp"
#include "http/responder.hpp"
#include "json/flat.hpp"
#include "server/answers.hpp"

namespace fraiseql::server {

// The bytes of answers behind which no further request of a batch is begun.
inline constexpr std::size_t most_batch_bytes = 16UL * 1024 * 1024;

struct batch_options {
  std::size_t most = 0;  // requests in one
  std::size_t most_bytes = most_batch_bytes;
  // Reads one of them; the failure is its answer.
  std::function<result<execution::request>(const json::item&)> read = {};
  std::function<void(const execution::request&, execution::responder)> execute = {};
  std::weak_ptr<departure> departed = {};
  // What was read goes back here once it is not looked at any more.
  std::function<void(std::unique_ptr<json::flat>)> give_back = {};
};

// `body` is a list that was read from a text that lives until the answer.
void serve_batch(std::unique_ptr<json::flat> body, batch_options options, const answer_terms& terms,
                 const http::responder& respond);

}  // namespace fraiseql::server
