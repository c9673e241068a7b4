// head_reader: the request line and the header fields of one request.
//
// Beast's parser takes the bytes apart; this class fills a request with what it finds
// and refuses what Beast lets through but two readers could read differently (RFC 9112,
// 11.2): two lengths, a length beside a transfer coding, codings other than `chunked`,
// folded lines, no or two Host fields or one that names no host. The body is not its business:
// after the head it says how the body is framed.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/room.hpp"

namespace fraiseql::http {

// An answer given without asking the handler; the connection ends with it.
struct refusal {
  unsigned status;
  std::string_view reason;  // static text for a person
};

class head_reader : private boost::beast::http::basic_parser<true> {
 public:
  enum class progress { more, done, refused };

  // Fills `into`, which points to `room` then. Both must outlive the reader.
  head_reader(request& into, room& room, std::size_t head_bytes);

  // `text` is all that came of this request so far, the same bytes as last time and
  // some more. Not to be called again after another answer than `more`.
  progress read(std::string_view text);

  [[nodiscard]] const refusal& refused() const { return *refusal_; }

  // Whether the request line came, and is that of a HEAD.
  [[nodiscard]] bool is_head_request() const { return is_head_request_; }

  // What follows holds after `done`.
  [[nodiscard]] std::size_t size() const { return taken_; }
  [[nodiscard]] bool keeps_alive() const { return keep_alive(); }
  [[nodiscard]] bool is_http_1_0() const { return version_ == 10; }
  [[nodiscard]] bool has_chunked_body() const { return chunked(); }
  [[nodiscard]] std::uint64_t body_size() const { return content_length().value_or(0); }
  [[nodiscard]] bool waits_for_continue() const { return expectations_ > 0 && !is_http_1_0(); }

 private:
  using error_code = boost::beast::error_code;
  using view = boost::beast::string_view;

  progress refuse(refusal why);
  void add_part(view text);
  void fill_request();
  [[nodiscard]] std::optional<refusal> objection(std::string_view head) const;

  void on_request_impl(boost::beast::http::verb, view method, view target, int version,
                       error_code&) override;
  void on_field_impl(boost::beast::http::field known, view name, view value, error_code&) override;
  void on_response_impl(int, view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, view, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  request& request_;
  room& room_;
  std::size_t head_bytes_;
  std::size_t taken_ = 0;
  bool is_head_request_ = false;
  int version_ = 11;
  int hosts_ = 0;
  int lengths_ = 0;  // a list `5, 5` counts as many
  int codings_ = 0;
  int expectations_ = 0;
  bool strange_coding_ = false;
  bool strange_expectation_ = false;
  bool strange_host_ = false;
  std::optional<refusal> refusal_;
};

}  // namespace fraiseql::http
