// Resolving and binding an address, or making a Unix socket.
#include "http/listener.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <cstring>
#include <string>

namespace fraiseql::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using stream = asio::generic::stream_protocol;
using boost::system::error_code;

using reuse_port_option = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::string address_text(const server_options& options) {
  const bool needs_brackets =
      options.host.find(':') != std::string::npos && !options.host.starts_with('[');
  const std::string host = needs_brackets ? fmt::format("[{}]", options.host) : options.host;
  return fmt::format("{}:{}", host, options.port);
}

failure cannot_listen(const server_options& options, const error_code& why) {
  const std::string where = address_text(options);
  if (why == asio::error::address_in_use)
    return {fmt::format("cannot listen on {}: the port is taken", where),
            "stop the program that uses it, or set another port with PORT or --port"};
  if (why == asio::error::access_denied)
    return {fmt::format("cannot listen on {}: the port is reserved for the system", where),
            "set a port above 1023 with PORT or --port"};
  return {fmt::format("cannot listen on {}: {}", where, why.message()),
          "set an address of this machine as host"};
}

error_code open_acceptor(socket_file::acceptor& acceptor, const stream::endpoint& endpoint,
                         bool reuse_port) {
  error_code why;
  acceptor.open(endpoint.protocol(), why);
  // Lets a restart pass over connections of its predecessor that are not quite over;
  // on Linux it does not let two programs listen on one port.
  if (!why) acceptor.set_option(asio::socket_base::reuse_address(true), why);
  if (!why && reuse_port) acceptor.set_option(reuse_port_option(true), why);
  if (!why) acceptor.bind(endpoint, why);
  if (!why) acceptor.listen(asio::socket_base::max_listen_connections, why);
  if (why) {
    error_code ignored;
    acceptor.close(ignored);
  }
  return why;
}

}  // namespace

result<listener> listener::open(asio::io_context& loop, const server_options& options) {
  listener made(loop);
  if (options.unix_socket.empty()) {
    FRAISEQL_TRY(on_port, open_port(loop, options));
    made = std::move(on_port);
  } else {
    FRAISEQL_TRY(file, socket_file::listen(made.acceptor_, options.unix_socket));
    made.file_ = std::move(file);
  }
  error_code ignored;
  made.acceptor_.non_blocking(true, ignored);
  return made;
}

result<listener> listener::open_port(asio::io_context& loop, const server_options& options) {
  error_code why;
  tcp::resolver resolver(loop);
  // An address of IPv6 may be written as in a URL.
  const bool is_bracketed = options.host.starts_with('[') && options.host.ends_with(']');
  const std::string host =
      is_bracketed ? options.host.substr(1, options.host.size() - 2) : options.host;
  const auto found =
      resolver.resolve(host, std::to_string(options.port), tcp::resolver::numeric_service, why);
  if (why)
    return failed{
        failure{fmt::format("cannot find the host \"{}\": {}", options.host, why.message()),
                "set host to an address of this machine, such as 127.0.0.1 or 0.0.0.0"}};
  listener made(loop);
  for (const auto& entry : found) {
    why = open_acceptor(made.acceptor_, stream::endpoint(entry.endpoint()), options.reuse_port);
    // A taken port is the answer, not a reason to try the host's other addresses:
    // `localhost` would else be served to half of its clients.
    if (!why || why == asio::error::address_in_use) break;
  }
  if (why) return failed{cannot_listen(options, why)};
  return made;
}

std::uint16_t listener::port() const {
  error_code why;
  const auto here = acceptor_.local_endpoint(why);
  if (why) return 0;
  sockaddr_storage read{};
  std::memcpy(&read, here.data(), std::min(here.size(), sizeof read));
  if (read.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(read).sin_port);
  if (read.ss_family != AF_INET6) return 0;
  return ntohs(reinterpret_cast<const sockaddr_in6&>(read).sin6_port);
}

error_code listener::accept(stream::socket& into, stream::endpoint& peer) {
  error_code why;
  acceptor_.accept(into, peer, why);
  return why;
}

void listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
  file_.remove();
}

}  // namespace fraiseql::http
