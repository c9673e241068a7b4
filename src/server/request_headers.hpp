// request_headers: the headers of a GraphQL request that mean something.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace fraiseql::server {

// What the endpoint looks at of the headers, found in one pass over them: of each the first.
struct known_headers {
  std::string_view accept;
  std::string_view content_type;
  std::string_view content_encoding;
  std::string_view request_id;
  std::string_view origin;
  std::string_view idempotency_key;
  unsigned accepts = 0;
  unsigned content_types = 0;
  unsigned content_encodings = 0;
  unsigned idempotency_keys = 0;
};

known_headers look_through(const http::request& request);

// Of all headers Accept, which are one list (RFC 9110, 5.3).
std::string all_accepted(const http::request& request);

// What a mutation is done at most once under (docs/api/mutations.md); "" without one.
result<std::string> read_idempotency_key(const known_headers& headers);

// What others know the request by; "" where the header has something else, which would be for
// who reads logs to trip over.
std::string read_request_id(const known_headers& headers);

}  // namespace fraiseql::server
