// listener: where clients come in, an address and port of TCP or a Unix socket. Private to the
// room; what it accepts is the same for both.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <utility>

#include "base/result.hpp"
#include "http/peer.hpp"
#include "http/server.hpp"
#include "http/socket_file.hpp"

namespace fraiseql::http {

class listener {
 public:
  using error_code = boost::system::error_code;

  // The failure names the place and what to do.
  static result<listener> open(boost::asio::io_context& loop, const server_options& options);
  // Closed from the beginning.
  explicit listener(boost::asio::io_context& loop) : acceptor_(loop) {}

  [[nodiscard]] bool is_open() const { return acceptor_.is_open(); }
  [[nodiscard]] std::uint16_t port() const;  // 0 of a Unix socket

  template <class Handler>
  void async_wait(Handler then) {
    acceptor_.async_wait(socket_file::acceptor::wait_read, std::move(then));
  }
  // Does not wait: would_block where nobody is there.
  error_code accept(boost::asio::generic::stream_protocol::socket& into,
                    boost::asio::generic::stream_protocol::endpoint& peer);
  void close();

 private:
  static result<listener> open_port(boost::asio::io_context& loop, const server_options& options);

  socket_file::acceptor acceptor_;
  socket_file file_;
};

}  // namespace fraiseql::http
