// error: what a function throws to tell the client.
//
// Any other exception is for the log alone; the client then sees "internal error".
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace fraiseql::api {

class error : public std::runtime_error {
 public:
  // `code` is one of those in docs/errors.md: "NOT_FOUND", "FORBIDDEN", ...
  error(std::string code, const std::string& message)
      : std::runtime_error(message), code_(std::move(code)) {}

  [[nodiscard]] const std::string& code() const { return code_; }

 private:
  std::string code_;
};

}  // namespace fraiseql::api
