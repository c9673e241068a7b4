// connection: one client's connection, of TCP or a Unix socket, from its first byte to its last.
//
// A state machine with at most one read and one write under way: it waits for a
// request (idle), reads its head, reads its body, lets the handler work (handling),
// writes the answer, whole or in pieces as they come (pieces.hpp), and then either starts over or
// lingers: its own side is shut, and what the client still sends is read and thrown away for a
// moment, because closing a socket with unread bytes resets it and takes the answer away from the
// client.
//
// While the handler works nothing is read, so that neither a client that has shut its
// side (and still waits for its answer) nor one that sends ahead is mistaken for gone. Once
// it has worked for a while, the connection watches for a departure. A reset is one. An end
// of the stream is none: a shut side looks like a closed socket. So the client is sent an
// interim answer, `102 Processing`, which every client of HTTP/1.1 must be able to read
// (RFC 9110, 15.2): a half-closed one ignores it, a closed socket answers with a reset. Not
// noticed are a client of HTTP/1.0, which may not be sent one, and one that had sent ahead
// what is not read yet: the end stands behind it.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/blocks.hpp"
#include "http/chunked_reader.hpp"
#include "http/compressor.hpp"
#include "http/head_reader.hpp"
#include "http/meters.hpp"
#include "http/peer.hpp"
#include "http/response_head.hpp"
#include "http/room.hpp"
#include "http/server.hpp"

namespace fraiseql::http {

class connection;
class exchange;
struct pieces;

enum class stage { serving, draining, cut };

// What the connections of one server share. It owns them while they are open.
struct service {
  server_options options;
  handler handle;
  std::shared_ptr<http::rooms> rooms = std::make_shared<http::rooms>();
  std::shared_ptr<fraiseql::blocks> exchanges = std::make_shared<fraiseql::blocks>();
  usual_lines usual = {};
  std::unique_ptr<compressor> gzip = {};  // none: answers go as they are
  stage now = stage::serving;
  std::unique_ptr<meters> counted = std::make_unique<meters>();
  std::unordered_map<const connection*, std::shared_ptr<connection>> connections = {};
  std::function<void()> on_leave = {};  // a connection has left `connections`
};

// Owned by its service and by its pending operations. An exchange knows it weakly, so
// that a responder may outlive connection, server and event loop.
class connection : public std::enable_shared_from_this<connection> {
 public:
  connection(arrival client, std::shared_ptr<service> service);

  void start();
  void answer(response&& answer);
  // To be called when the service begins to drain: closes itself if it is idle.
  void drain();
  // Ends it at once and leaves the service.
  void close();

 private:
  using clock = std::chrono::steady_clock;
  using error_code = boost::system::error_code;
  enum class phase { idle, head, body, handling, writing, streaming, lingering, closed };
  enum class after_answer { next_request, end };

  void next_request(clock::time_point now);
  void begin_head();
  void receive_head();
  bool skip_empty_line();
  void read_head();
  [[nodiscard]] bool is_misdirected() const;  // a host that is not served was asked for
  void begin_body();
  void ask_for_body();
  void read_body();
  void handle();
  void watch_for_departure();
  void on_something_to_read();
  void on_end_of_stream();
  void wait_for_reset();
  void refuse(refusal why);
  void send(response&& answer, after_answer then);
  void send_rest(std::size_t sent);
  void count(unsigned status);
  void on_sent(const error_code& why, clock::time_point now);

  // pieces.cpp
  friend class answer_stream;
  void begin_pieces(response answer, const std::function<void(std::shared_ptr<body_stream>)>& more);
  void add_piece(std::string_view piece);
  void send_pieces();
  void on_pieces_sent(const error_code& why);
  void finish_pieces();
  void abort_pieces();

  void linger();

  void receive(std::size_t bytes);
  void on_received(const error_code& why, std::size_t bytes);
  [[nodiscard]] std::string_view received() const;
  [[nodiscard]] bool is_silent() const;

  void set_deadline(clock::time_point deadline);
  void wait_for_deadline();
  void on_timer();

  boost::asio::generic::stream_protocol::socket socket_;
  std::shared_ptr<service> service_;
  boost::asio::steady_timer timer_;
  std::string peer_;
  std::shared_ptr<const seat> place_;
  phase phase_ = phase::idle;

  boost::beast::flat_buffer buffer_;  // not to be touched while `receiving_`
  bool receiving_ = false;
  bool skipped_empty_line_ = false;
  bool awaits_more_of_head_ = false;
  std::shared_ptr<exchange> exchange_;  // while its request is read
  std::optional<head_reader> head_;
  std::optional<chunked_reader> chunks_;
  std::size_t body_left_ = 0;
  bool is_head_request_ = false;
  bool is_http_1_0_ = false;
  bool keeps_alive_ = false;
  coding takes_ = coding::identity;

  // A wait may outlive the request that began it; its end then means nothing, or is of use to
  // the next one.
  std::weak_ptr<exchange> handled_;  // while the handler works
  bool watches_for_departure_ = false;
  bool awaits_something_to_read_ = false;
  bool awaits_reset_ = false;
  std::string_view interim_left_;  // of an interim answer that the socket did not take whole

  std::string answer_head_;
  response answer_;
  after_answer then_ = after_answer::end;
  method_kind method_ = method_kind::other;
  clock::time_point handled_since_;  // none where no handler was asked
  clock::time_point sending_since_;
  std::shared_ptr<pieces> pieces_;  // while `streaming`
  std::size_t lingered_ = 0;

  // The timer is set anew only when it would wake too late; waking too early, it looks
  // at the deadline and sleeps on. A connection in steady use seldom touches it.
  clock::time_point deadline_ = clock::time_point::max();
  clock::time_point wakes_at_ = clock::time_point::max();
};

}  // namespace fraiseql::http
