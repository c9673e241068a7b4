// native: fields whose values the program itself works out, by a C++ function.
//
// Plain blocking functions that a front-end wraps: execution calls them on its worker pool,
// never on an event loop, possibly several at a time. They catch what the program throws.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
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
  // What is known of who asks (RFC 7519, 4); nullopt: nobody says who they are.
  std::optional<json::object> claims = {};

  // The claim of that name, or where there is none the one that the parts between its points lead
  // to: "app_metadata.tenant_id". nullptr: there is none.
  [[nodiscard]] const json::value* find_claim(std::string_view name) const;
  // A text as it is, any other value as JSON; nullopt: there is none, or null.
  [[nodiscard]] std::optional<std::string> claim(std::string_view name) const;
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

// A function of PostgreSQL that a function of the program calls: "name" or "schema.name", and what
// it is passed by the names of its parameters; the others have their defaults.
struct named_call {
  std::string function;
  json::object values = {};
};

// How one call of a function of a mutation writes. What is called between begin() and commit() is
// one transaction, as are the rows that are read so; otherwise each call is one. It waits. One
// thread at a time.
class command_source {
 public:
  command_source() = default;
  command_source(const command_source&) = delete;
  command_source& operator=(const command_source&) = delete;
  virtual ~command_source() = default;

  // What the function returned, as JSON: of a set a list, of one that returns nothing true.
  virtual result<std::string, native_failure> call(const named_call& asked) = 0;
  virtual void begin() = 0;
  virtual result<std::vector<std::string>, native_failure> read(const row_query& asked) = 0;
  // The failure is that of the first statement of the transaction that failed, if any did.
  virtual result<done, native_failure> commit() = 0;
  virtual void roll_back() = 0;
};

struct native_call {
  const request_context& request;
  // Coerced, by the arguments' names in GraphQL and with enumeration values by theirs; what
  // was not given and has no default is left out.
  const json::object& arguments;
  // The stored document of the object whose field it is; nullptr for a root field.
  const json::value* object = nullptr;
  // Where the schema has a repository() and there is a database, else nullptr.
  const row_source* rows = nullptr;
  // Of a root field of a mutation, where the schema has_commands() and there is a database.
  command_source* commands = nullptr;
};

using native_function = std::function<result<json::value, native_failure>(const native_call&)>;

}  // namespace fraiseql::schema
