// request and response: one HTTP exchange, as the rest of the program sees it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fraiseql::http {

struct request {
  std::string method;                                        // as sent, for example "POST"
  std::string path;                                          // the target up to `?`, not decoded
  std::string query;                                         // behind `?`, not decoded
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer = {};  // the address of who sent it, without its port

  // The first header of that name (in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// Content-Length, Date, Connection and Server are the server's to write.
struct response {
  unsigned status = 200;
  std::string content_type = {};
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

}  // namespace fraiseql::http
