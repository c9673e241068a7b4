// chunked_reader: takes a chunked request body (RFC 9112, 7.1) apart.
//
// Beast can do this too, but in 1.81 it aborts (in debug builds) when the last chunk
// comes in single bytes, puts trailers among the headers, and sets no bound to the
// framing. Here chunk extensions and trailers are read over, within bounds, and only
// CR LF ends a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fraiseql::http {

class chunked_reader {
 public:
  enum class progress { more, done, malformed, too_large };

  // `body_bytes` below 2^59, so that a chunk's size can be summed up without overflow.
  explicit chunked_reader(std::size_t body_bytes) : body_bytes_(body_bytes) {}

  // Takes from `input` what it can use and adds the data to `body`. With `more`, what
  // it left in `input` (part of a line) has to be offered again with what follows it;
  // with `done`, it belongs to the next request.
  progress read(std::string_view& input, std::string& body);

  // The longest line of framing, and all lines of trailers together.
  static constexpr std::size_t line_bytes = 512;
  static constexpr std::size_t trailer_bytes = 8 * 1024;

 private:
  enum class part { size, data, end_of_data, trailer };

  // The next line without its end; `why_not` tells `more` or `malformed` if there is none.
  static bool take_line(std::string_view& input, std::string_view& line, progress& why_not);
  progress read_size(std::string_view line, std::size_t body_so_far);
  void read_data(std::string_view& input, std::string& body);

  std::size_t body_bytes_;
  part part_ = part::size;
  std::size_t left_of_chunk_ = 0;
  std::size_t trailer_so_far_ = 0;
};

}  // namespace fraiseql::http
