// A small blocking HTTP/1.1 client over a POSIX socket, one connection an exchange.
// Independent of src/http on purpose: it is the other side of the same protocol.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/eventually.hpp"

namespace fraiseql::testing {

struct http_request {
  std::string method = "POST";
  std::string target = "/graphql";
  std::vector<std::pair<std::string, std::string>> headers = {{"Content-Type", "application/json"}};
  std::string body = {};
};

struct http_response {
  int status = 0;  // 0: no answer came; `body` says why
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  // The value of the header, or "".
  [[nodiscard]] std::string header(std::string_view name) const;
};

// A request that is on its way: the constructor connects and sends.
class http_exchange {
 public:
  http_exchange(std::uint16_t port, const http_request& request);
  ~http_exchange();
  http_exchange(const http_exchange&) = delete;
  http_exchange& operator=(const http_exchange&) = delete;

  // Waits for the answer. Head and body pass the scanner of internal keys.
  http_response receive(std::chrono::seconds deadline = patience);

 private:
  int socket_ = -1;
  bool answers_without_body_ = false;
  std::string trouble_ = {};
};

http_response exchange(std::uint16_t port, const http_request& request);

}  // namespace fraiseql::testing
