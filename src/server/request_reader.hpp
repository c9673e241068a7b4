// request_reader: from the members of a GraphQL request, however they came, to an
// execution::request.
#pragma once

#include "base/result.hpp"
#include "execution/request.hpp"
#include "json/item.hpp"
#include "server/request_headers.hpp"

namespace fraiseql::server {

struct request_reading {
  bool with_explain = false;  // "explain" of the request's extensions is obeyed
};

// `root` is what the client sent. What it asks for stays there, but for those that look at it
// again later.
result<execution::request> read_request(const json::item& root, const known_headers& headers,
                                        const request_reading& how);

}  // namespace fraiseql::server
