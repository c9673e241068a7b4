// cors: which pages of other sites may read answers (the Fetch standard, "CORS protocol"), and
// the other header fields that say to browsers what they may do with one.
//
// All of them are known when the server starts, so each answer has a text that was written then.
// An origin is compared byte by byte, as browsers send it, and only one that is listed is ever
// named in an answer. What a page may not read it may still send, if a form could send it: that
// nothing is changed so, the endpoint sees to by the content type.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fraiseql::server {

// Whether a page's cookies and the like may come along.
enum class credentials : std::uint8_t { none, allowed };

// Which answer header fields are for.
enum class answered_method : std::uint8_t { get, post, options };

class cors_policy {
 public:
  cors_policy() = default;  // nobody may

  // `origins`: as browsers send them, separated by commas, or "*"; "" is nobody.
  static result<cors_policy> read(std::string_view origins, credentials with);

  // Whole lines of an answer's head for a request with that `Origin`, "" being none. They live as
  // long as the policy.
  [[nodiscard]] std::string_view lines(std::string_view origin, answered_method method) const;

 private:
  struct answer_lines {
    std::string get;
    std::string post;
    std::string options;
  };
  struct allowed_origin {
    std::string origin;
    answer_lines lines;
  };
  enum class reading : std::uint8_t { refused, allowed };
  static answer_lines lines_of(std::string_view common, reading may);

  std::vector<allowed_origin> allowed_ = {};
  answer_lines others_ = lines_of("", reading::refused);
};

}  // namespace fraiseql::server
