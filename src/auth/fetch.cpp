// Asynchronous operations on a loop of its own, one at a time, since only these can be given up.
// Looking up a name cannot: it has a thread that is left behind if it takes too long, and touches
// nothing but what it owns with us.
#include "auth/fetch.hpp"

#include <fmt/format.h>

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "auth/proxy.hpp"

namespace fraiseql::auth {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_looks{100};  // whether to stop
constexpr std::size_t head_bytes = 16UL * 1024;

// Until when, and whether still.
struct patience {
  clock::time_point end;
  std::stop_token stop;

  [[nodiscard]] bool is_over() const { return stop.stop_requested() || clock::now() >= end; }
  [[nodiscard]] clock::time_point next_look() const {
    return std::min(end, clock::now() + between_looks);
  }
};

using found_addresses = std::pair<error_code, std::vector<tcp::endpoint>>;

found_addresses look_up(const std::string& host, const std::string& port) {
  asio::io_context unused;
  tcp::resolver resolver(unused);
  error_code why;
  const auto all = resolver.resolve(host, port, tcp::resolver::numeric_service, why);
  found_addresses found{why, {}};
  for (const auto& one : all) found.second.push_back(one.endpoint());
  return found;
}

result<std::vector<tcp::endpoint>> resolve(const url& from, const patience& until) {
  error_code no_address;
  const auto literal = asio::ip::make_address(from.host, no_address);
  if (!no_address) {
    return std::vector{tcp::endpoint(literal, static_cast<std::uint16_t>(std::stoul(from.port)))};
  }
  const auto given = std::make_shared<std::promise<found_addresses>>();
  auto answer = given->get_future();
  try {
    std::thread([given, host = from.host, port = from.port] {
      given->set_value(look_up(host, port));
    }).detach();
  } catch (const std::system_error&) {
    return failed{failure{"there is no thread to look up the host with"}};
  }
  while (answer.wait_until(until.next_look()) != std::future_status::ready) {
    if (until.is_over()) return failed{failure{"looking up the host takes too long"}};
  }
  const auto [why, found] = answer.get();
  if (why) return failed{failure{"cannot look up the host: " + why.message()}};
  return found;
}

// One connection, and the loop of its operations.
class exchange {
 public:
  exchange(const url& from, patience until, std::size_t bytes)
      : from_(from), until_(std::move(until)), bytes_(bytes) {}

  result<std::string> run(const std::vector<tcp::endpoint>& to) {
    return from_.is_tls ? run_tls(to) : run_plain(to);
  }

 private:
  result<std::string> run_plain(const std::vector<tcp::endpoint>& to) {
    tcp::socket socket(loop_);
    FRAISEQL_TRY_DONE(connect(socket, to));
    return ask(socket, socket);
  }

  result<std::string> run_tls(const std::vector<tcp::endpoint>& to) {
    asio::ssl::context context(asio::ssl::context::tls_client);
    error_code why;
    context.set_default_verify_paths(why);
    if (why) return failed{failure{"cannot read the system's authorities: " + why.message()}};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    asio::ssl::stream<tcp::socket> stream(loop_, context);
    stream.set_verify_mode(asio::ssl::verify_peer, why);
    if (!why) stream.set_verify_callback(asio::ssl::host_name_verification(from_.host), why);
    error_code is_name;
    asio::ip::make_address(from_.host, is_name);
    if (why ||
        (is_name && SSL_set_tlsext_host_name(stream.native_handle(), from_.host.c_str()) != 1)) {
      return failed{failure{"cannot set up TLS"}};
    }
    FRAISEQL_TRY_DONE(connect(stream.next_layer(), to));
    why = wait_for(stream.next_layer(), [&](const auto& ended) {
      stream.async_handshake(asio::ssl::stream_base::client, ended);
    });
    if (why) return failed{trouble("agree on TLS", why)};
    return ask(stream, stream.next_layer());
  }

  result<done> connect(tcp::socket& socket, const std::vector<tcp::endpoint>& to) {
    const error_code why =
        wait_for(socket, [&](const auto& ended) { asio::async_connect(socket, to, ended); });
    if (why) return failed{trouble("connect", why)};
    return done{};
  }

  template <class Stream>
  result<std::string> ask(Stream& over, tcp::socket& socket) {
    http::request<http::empty_body> asked(http::verb::get, from_.target, 11);
    asked.set(http::field::host, from_.authority);
    asked.set(http::field::user_agent, "fraiseql");
    asked.set(http::field::accept, "application/jwk-set+json, application/json");
    asked.set(http::field::connection, "close");
    error_code why =
        wait_for(socket, [&](const auto& ended) { http::async_write(over, asked, ended); });
    if (why) return failed{trouble("ask", why)};
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> answered;
    answered.body_limit(bytes_);
    answered.header_limit(head_bytes);
    why = wait_for(socket,
                   [&](const auto& ended) { http::async_read(over, buffer, answered, ended); });
    if (why == http::error::body_limit) {
      return failed{failure{fmt::format("the answer is larger than {} bytes", bytes_)}};
    }
    if (why) return failed{trouble("read the answer", why)};
    const unsigned status = answered.get().result_int();
    if (status / 100 == 3) {
      return failed{failure{fmt::format("it answers {}, and redirects are not followed", status)}};
    }
    if (status != 200) return failed{failure{fmt::format("it answers {}", status)}};
    return std::move(answered.get().body());
  }

  // Starts one operation and waits for its end; one that takes too long is ended with the socket.
  template <class Start>
  error_code wait_for(tcp::socket& socket, const Start& start) {
    std::optional<error_code> outcome;
    start([&outcome](const error_code& why, const auto&...) { outcome = why; });
    while (!outcome && !until_.is_over()) {
      loop_.restart();
      loop_.run_one_until(until_.next_look());
    }
    if (outcome) return *outcome;
    error_code ignored;
    socket.close(ignored);
    loop_.restart();
    loop_.run();
    return asio::error::timed_out;
  }

  static failure trouble(std::string_view doing, const error_code& why) {
    if (why == asio::error::timed_out) return {fmt::format("it takes too long to {}", doing)};
    return {fmt::format("cannot {}: {}", doing, why.message())};
  }

  const url& from_;
  patience until_;
  std::size_t bytes_;
  asio::io_context loop_{1};
};

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

result<done> split_authority(url& into) {
  std::string_view rest = into.authority;
  if (rest.starts_with('[')) {
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) return failed{failure{"the URL has no host"}};
    into.host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    into.host = rest.substr(0, rest.find(':'));
    rest.remove_prefix(into.host.size());
  }
  if (into.host.empty()) return failed{failure{"the URL has no host"}};
  into.port = rest.empty() ? (into.is_tls ? "443" : "80") : std::string(rest.substr(1));
  const bool is_number = !into.port.empty() && into.port.size() <= 5 &&
                         into.port.find_first_not_of("0123456789") == std::string::npos;
  if ((!rest.empty() && rest.front() != ':') || !is_number || std::stoul(into.port) > 65'535 ||
      std::stoul(into.port) == 0) {
    return failed{failure{"the port of the URL must be a number from 1 to 65535"}};
  }
  return done{};
}

}  // namespace

bool is_url(std::string_view text) { return text.find("://") != std::string_view::npos; }

result<url> read_url(std::string_view text) {
  url made;
  if (!is_plain(text)) return failed{failure{"the URL has characters that none may have"}};
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    made.is_tls = false;
    text.remove_prefix(7);
  } else {
    return failed{failure{"the URL must begin with https://"}};
  }
  if (text.find('#') != std::string_view::npos) return failed{failure{"the URL has a fragment"}};
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  made.authority = text.substr(0, end);
  made.target = text.substr(end);
  if (!made.target.starts_with('/')) made.target.insert(0, "/");
  if (made.authority.find('@') != std::string::npos) {
    return failed{failure{"the URL has a user or a password; they would be in the log"}};
  }
  FRAISEQL_TRY_DONE(split_authority(made));
  if (!made.is_tls && !is_loopback(made.host)) {
    return failed{failure{"keys come over https; http is for this machine alone"}};
  }
  return made;
}

result<std::string> fetch(const url& from, const std::stop_token& stop, fetch_limits limits) {
  const patience until{.end = clock::now() + limits.time, .stop = stop};
  FRAISEQL_TRY(to, resolve(from, until));
  if (!from.is_tls) {
    std::erase_if(to, [](const tcp::endpoint& one) { return !one.address().is_loopback(); });
  }
  if (to.empty()) return failed{failure{"the host has no address"}};
  return exchange(from, until, limits.bytes).run(to);
}

}  // namespace fraiseql::auth
