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

// Borrows everything: it is read into room that is used again for the next one, and good until it
// is answered (server.hpp).
struct request {
  std::string_view method;          // as sent, for example "POST"
  std::string_view path;            // the target up to `?`, not decoded
  std::string_view query;           // behind `?`, not decoded
  std::string_view authority = {};  // of a target that has one, `http://authority/path`
  std::vector<std::pair<std::string_view, std::string_view>> headers;  // names in lower case
  std::string_view body;
  std::string_view peer = {};  // the address of who sent it, without its port
  // Tells that the client left, as far as that can be known (connection.hpp); expired once the
  // request is answered.
  std::weak_ptr<departure> departed = {};

  // The first header of that name (in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// A text that is written in the program, so that nobody need copy it.
class media_type {
 public:
  constexpr media_type() = default;
  consteval media_type(const char* text) : text_(text) {}
  constexpr operator std::string_view() const { return text_; }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Content-Length, Transfer-Encoding, Date, Connection and Server are the server's to write.
struct response {
  unsigned status = 200;
  media_type content_type = {};  // "": no such header
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  // Further fields as whole lines, each with its end, that are written as they are: for those that
  // are the same in many answers. Borrowed until the answer is given.
  std::string_view lines = {};
  // The body goes on behind `body`, nobody knows yet how far. Called once, before the responder
  // returns, with where it goes on to; with nullptr where nobody reads it.
  std::function<void(std::shared_ptr<body_stream>)> more = {};
};

}  // namespace fraiseql::http
