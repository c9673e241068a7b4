// graphql_error: one entry of a response's `errors`, as a value.
//
// The client's errors travel through every room as this type; only execution
// writes them as JSON. GraphQL specification, section 7.1.2 "Errors".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fraiseql {

// `extensions.code` (docs/errors.md). The HTTP status follows from it where
// the response has no data.
enum class error_code {
  graphql_parse_failed,
  graphql_validation_failed,
  bad_user_input,
  persisted_query_not_found,      // no document is known by the id
  persisted_query_not_supported,  // and none ever is
  persisted_query_id_required,    // a text where documents are asked for by ids alone
  unauthenticated,
  forbidden,
  method_not_allowed,  // a mutation by a method of HTTP that only reads
  not_found,
  conflict,
  timeout,
  unavailable,
  unknown_outcome,  // a mutation whose connection broke before it was acknowledged
  internal_server_error,
  reload_failed,  // of a watched project: no part of the answer, but good to know
};
inline constexpr std::size_t error_codes = static_cast<std::size_t>(error_code::reload_failed) + 1;

// The text of a code as clients see it, for example "BAD_USER_INPUT".
std::string_view to_string(error_code code);

// A place in the document; both count from 1. Columns count UTF-16 code units, as
// graphql-js and most editors do.
struct source_location {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const source_location&, const source_location&) = default;
};

// One step of a response path: a response key or a list index.
using path_step = std::variant<std::string, std::uint64_t>;
using response_path = std::vector<path_step>;

// What an error says beside its message and code: `extensions`. What is empty is left out.
struct error_details {
  std::string sqlstate = {};
  std::string detail = {};
  std::string hint = {};
  std::vector<std::string> argument = {};  // the way to the value that is to blame
  std::string constraint = {};
  friend bool operator==(const error_details&, const error_details&) = default;
};

struct graphql_error {
  std::string message;
  error_code code = error_code::internal_server_error;
  std::vector<source_location> locations = {};
  response_path path = {};
  std::string log_id = {};  // of a masked error: `extensions.id`, which the log repeats
  error_details details = {};
};

// A request may collect this many errors; what follows is dropped.
inline constexpr std::size_t max_errors = 100;

}  // namespace fraiseql
