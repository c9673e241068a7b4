// compressor: answers in gzip (RFC 9110, 8.4.1.3), for clients that say they take it.
//
// The state of zlib, 256 KiB, is made once and used for one answer after the other. An answer is
// encoded in one go before it is written, on its loop, at zlib's fastest level: what it costs all
// other requests of the loop is why this is for servers without a proxy that does it better.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "http/message.hpp"

struct z_stream_s;

namespace fraiseql::http {

enum class coding { identity, gzip };

// The one that a client takes (RFC 9110, 12.5.3). Identity is sent to who refuses that, too:
// an answer that it may not read is of more use than none.
coding coding_for(const request& asked);

// One loop's.
class compressor {
 public:
  // A smaller body is hardly any smaller in gzip.
  static constexpr std::size_t least_bytes = 1'024;
  // A larger one would hold up all that is on its loop.
  static constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;

  // nullptr without the memory for it.
  static std::unique_ptr<compressor> make();

  // Says that the answer depends on what the client takes, and encodes it if it is gzip. An answer
  // with a coding or an ETag of its own, or that does not get smaller, stays as it is.
  void encode(response& answer, coding wanted);

 private:
  struct end_stream {
    void operator()(z_stream_s* stream) const;
  };
  using stream = std::unique_ptr<z_stream_s, end_stream>;

  explicit compressor(stream made) : stream_(std::move(made)) {}
  // False where it is not smaller.
  bool deflate_into(std::string& out, std::string_view body);

  stream stream_;
};

}  // namespace fraiseql::http
