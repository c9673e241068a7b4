// response_head: the status line and header fields of an answer, as bytes.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace fraiseql::http {

// The lines that all answers have, with `Date`; made anew only when the second changes.
class usual_lines {
 public:
  std::string_view at(std::time_t now);

 private:
  std::time_t second_ = -1;
  std::string text_;
};

enum class connection_header { none, close, keep_alive };

// How the end of a body is known. Without a length a client of HTTP/1.0 reads until the end.
enum class body_framing { length, chunks, end_of_stream };

// Appends the head of `answer` to `out`. Control characters in a field become spaces,
// so that no value can start a field or an answer of its own.
void write_head(std::string& out, const response& answer, std::string_view usual,
                connection_header connection, body_framing framing = body_framing::length);

// Whether an answer of that status carries a body at all.
bool may_have_body(unsigned status);

}  // namespace fraiseql::http
