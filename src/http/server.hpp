// server: HTTP/1.1 over TCP (Boost.Beast) or a Unix socket. Bytes to request, response to bytes,
// limits and timeouts; it knows nothing of what is served.
//
// One event loop owns the server and all its connections; every call and callback is
// on that loop's thread. Requests of one connection are answered in order, one at a
// time (pipelined requests wait in the read buffer). Ends in this order: stop_accepting
// (listener closed, idle connections closed, what runs is answered with
// `Connection: close`), then `on_drained` once, when the last connection is gone.
//
// Several servers, each with a loop of its own, may share one listener: the one that listens hands
// each connection to the server that has the fewest. So the port is bound as by a program with
// one loop, few connections are spread evenly, and none is lost with a listener's queue.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/meters.hpp"
#include "http/responder.hpp"

namespace fraiseql::http {

// Of answers, where a client takes it (compressor.hpp).
enum class compression { off, gzip };

struct server_options {
  std::string unix_socket = {};  // a path; then there is no host and no port (socket_file.hpp)
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;             // 0: any free one, see port()
  bool reuse_port = false;               // SO_REUSEPORT; without it a taken port is refused
  std::size_t body_bytes = 1024 * 1024;  // past it: 413 before the body is read on
  std::size_t header_bytes = 16 * 1024;  // past it: 431
  std::size_t max_connections = 10'000;  // past it: accepted and closed at once
  // Of the servers that share a listener together; past it: the same. Not of a Unix socket, nor of
  // addresses that are not counted.
  std::size_t max_connections_per_address = 1'000;
  std::function<bool(std::string_view address)> is_uncounted = {};
  // Whether this is served under that host, as Host or the target has it; else 421 before the body.
  // Asked for each request that names one, on the loop. Empty: under all.
  std::function<bool(std::string_view host)> is_served_host = {};
  // Told of each connection that is closed since its address has too many.
  std::function<void(std::string_view address)> on_crowded = {};
  std::chrono::milliseconds header_timeout{10'000};  // first byte of a request to end of header
  std::chrono::milliseconds body_timeout{30'000};    // end of header to end of body: 408
  std::chrono::milliseconds idle_timeout{75'000};    // between requests
  std::chrono::milliseconds write_timeout{30'000};   // a reader that takes nothing
  // So long the handler works before anybody looks whether the client is still there.
  std::chrono::milliseconds departure_watch{100};
  http::compression compression = http::compression::off;
};

// The request and all it points to are borrowed: they live until the responder was called. A client
// that leaves before that is told of by `departed`.
using handler = std::function<void(const request&, responder)>;

class server {
 public:
  // Listens at once, so that a taken port is known here; serves once the loop runs.
  // The failure names host and port and, for a taken port, what to do.
  static result<std::unique_ptr<server>> listen(boost::asio::io_context& loop,
                                                server_options options, handler handler);
  // Without a listener: its connections are those that another server hands to it.
  static std::unique_ptr<server> beside(boost::asio::io_context& loop, server_options options,
                                        handler handler);
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  // Of a server that listens, before the loops run. To drain, it stops accepting first, then
  // those; each on its own loop.
  void share_with(const std::vector<server*>& others);

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t connections() const;
  // Any thread may look at them; they live as long as the server.
  [[nodiscard]] const meters& counted() const;

  // May be called once. `on_drained` runs on the loop, also when there is nothing to
  // drain. Call close_now() to cut what has not ended by a deadline of the caller's.
  void stop_accepting(std::function<void()> on_drained);
  void close_now();

 private:
  class implementation;
  explicit server(std::shared_ptr<implementation> implementation);
  std::shared_ptr<implementation> implementation_;
};

}  // namespace fraiseql::http
