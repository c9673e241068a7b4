// request and response: what goes into the corridor and what comes out, free of HTTP.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/body_stream.hpp"
#include "base/callback.hpp"
#include "base/departure.hpp"
#include "base/graphql_error.hpp"
#include "json/item.hpp"
#include "json/value.hpp"
#include "schema/native.hpp"

namespace fraiseql::execution {

// What is said of a request beside its response (explain.hpp).
enum class explanation : std::uint8_t {
  none,
  stages,    // document, operation, plan, statements and response shape
  plans,     // and how PostgreSQL would carry out the reads
  analysis,  // and how it does: they run once more
};

// The document and the variables where they stand in a body that was read flat; borrowed for the
// call that is given the request.
struct unread_parts {
  std::string_view document = {};  // the string's text between its quotes
  json::item variables = {};       // an object, or null
};

// What may be asked for. What came by a method that changes nothing must not.
enum class permitted : std::uint8_t { anything, reads };

// Whether an answer may come in pieces that is larger than what is held (response::more).
enum class answer_form : std::uint8_t { whole, in_pieces };

struct request {
  std::string document;
  // What a document is known by (documents.hpp), instead of its text or beside it; "" where it is
  // not asked for so. Borrowed for the call that is given the request.
  std::string_view document_id = {};
  std::string operation_name = {};       // "" asks for the only operation
  json::value variables = json::null{};  // an object, or null
  schema::request_context context = {};  // for the program's own functions; named when run
  explanation explain = explanation::none;
  // What a mutation is done at most once under (docs/api/mutations.md); "" without one.
  std::string idempotency_key = {};
  std::string id = {};  // what logs and the database know the request by; "": it gets one
  // Tells that the client left. A query is then given up; a mutation runs to its end.
  std::weak_ptr<departure> departed = {};
  // Instead of `document` and `variables`, which are empty then. A request with an idempotency key
  // or an explanation has none.
  std::optional<unread_parts> unread = {};
  answer_form answered = answer_form::whole;
  permitted allowed = permitted::anything;  // a mutation is METHOD_NOT_ALLOWED where only reads are
};

// Makes what is unread the request's own, so that it can be kept.
void read_parts(request& of);

// Entries of `errors` by their code.
using errors_by_code = std::array<std::uint8_t, error_codes>;
static_assert(max_errors <= UINT8_MAX);

struct response {
  std::string body;  // the GraphQL response as JSON (specification, section 7)
  // Whether execution began: the response has a `data` entry, be it null.
  bool was_executed = false;
  bool has_data = false;                       // `data` is there and not null
  std::optional<error_code> first_error = {};  // the code of the first error
  std::size_t errors = 0;                      // entries of `errors`
  errors_by_code by_code = {};
  // The body goes on behind `body`, as http::response::more says. Nothing else is known then: that
  // there are no errors yet says nothing.
  std::function<void(std::shared_ptr<body_stream>)> more = {};
};

using responder = callback<response>;

// The response to a request that did not come to execution. Needs one error or more.
response request_error(const std::vector<graphql_error>& errors);

// One more, behind those of a response that has errors; within max_errors.
void add_error(response& to, const graphql_error& error);

}  // namespace fraiseql::execution
