// native: fields whose values the program itself works out, by a C++ function.
//
// Plain blocking functions that a front-end wraps: execution calls them on its worker pool,
// never on an event loop, possibly several at a time. They catch what the program throws.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace fraiseql::schema {

// What of a request a native function may see. Lives as long as the request.
struct request_context {
  std::string operation_name = {};
  std::vector<std::pair<std::string, std::string>> headers = {};  // names in lower case
};

// The value as the database would give it (stored keys, stored spellings), or what went wrong:
// message and code for the client, `log_detail` for the log alone.
struct native_failure {
  graphql_error error;
  std::string log_detail = {};
};

// Rows that a function asks for while it runs, of a type that has a read table. The filter and
// the order are values of variables, as a client would give them to a list of these rows; null:
// all of them, by their id.
struct row_query {
  std::string type;
  json::value where = {};
  json::value order_by = {};
  std::int32_t limit = 0;
  std::int32_t offset = 0;
};

// Gives the stored documents as JSON. It waits, and may be called by several threads.
using row_source =
    std::function<result<std::vector<std::string>, native_failure>(const row_query&)>;

struct native_call {
  const request_context& request;
  // Coerced, by the arguments' names in GraphQL and with enumeration values by theirs; what
  // was not given and has no default is left out.
  const json::object& arguments;
  // The stored document of the object whose field it is; nullptr for a root field.
  const json::value* object = nullptr;
  // Where the schema has a repository() and there is a database, else nullptr.
  const row_source* rows = nullptr;
};

using native_function = std::function<result<json::value, native_failure>(const native_call&)>;

}  // namespace fraiseql::schema
