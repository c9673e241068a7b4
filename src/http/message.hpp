// request and response: one HTTP exchange, as the rest of the program sees it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/body_stream.hpp"
#include "base/departure.hpp"

namespace fraiseql::http {

struct request {
  std::string method;                                        // as sent, for example "POST"
  std::string path;                                          // the target up to `?`, not decoded
  std::string query;                                         // behind `?`, not decoded
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer = {};  // the address of who sent it, without its port
  // Tells that the client left, as far as that can be known (connection.hpp); expired once the
  // request is answered.
  std::weak_ptr<departure> departed = {};

  // The first header of that name (in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// Content-Length, Transfer-Encoding, Date, Connection and Server are the server's to write.
struct response {
  unsigned status = 200;
  std::string content_type = {};
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  // The body goes on behind `body`, nobody knows yet how far. Called once, before the responder
  // returns, with where it goes on to; with nullptr where nobody reads it.
  std::function<void(std::shared_ptr<body_stream>)> more = {};
};

}  // namespace fraiseql::http
