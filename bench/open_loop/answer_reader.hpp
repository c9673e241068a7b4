// answer_reader: HTTP/1.1 answers as they come from a server that a benchmark asks, cheaply. It
// knows bodies with a content-length and chunked ones; anything else, such as a body that ends
// with the connection, it calls broken.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace fraiseql::bench {

// Whether a JSON object has the member "errors" itself, not in an object inside of it. A text
// that has no such word is not looked at further.
bool has_errors(std::string_view json);

class answer_reader {
 public:
  enum class progress { incomplete, complete, broken };

  // Where to put what is received next; never empty.
  std::span<char> space();

  // `bytes` of it were filled. Once complete, the answer stands until start_over().
  progress received(std::size_t bytes);

  [[nodiscard]] bool is_good() const { return status_ == 200 && !has_errors(body()); }
  // The server closes the connection behind this answer.
  [[nodiscard]] bool is_last() const { return is_last_; }

  void start_over();

 private:
  enum class framing { unknown, by_length, chunked };

  [[nodiscard]] std::string_view text() const { return {buffer_.data(), filled_}; }
  [[nodiscard]] std::string_view body() const;
  bool read_head(std::string_view head);
  progress read_chunks();

  std::string buffer_ = std::string(16 * 1024, '\0');
  std::size_t filled_ = 0;
  std::size_t body_at_ = 0;  // 0 while the head is not complete
  std::size_t length_ = 0;
  std::size_t next_chunk_ = 0;  // where the next chunk's size begins
  std::string joined_ = {};     // the chunks' bytes
  framing framing_ = framing::unknown;
  int status_ = 0;
  bool is_last_ = false;
};

}  // namespace fraiseql::bench
