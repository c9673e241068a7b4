// The server thread and the blocking client of the http tests.
#include "http/loopback.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"

namespace fraiseql::http {
namespace {

constexpr int patience_ms = 20'000;

bool readable(int socket, int timeout_ms) {
  pollfd waited{.fd = socket, .events = POLLIN, .revents = 0};
  return ::poll(&waited, 1, timeout_ms) == 1;
}

}  // namespace

client::client() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  FRAISEQL_CHECK(socket_ >= 0);
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

client::client(std::uint16_t port) : client() { connect(port); }

client::~client() { ::close(socket_); }

void client::connect(std::uint16_t port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  FRAISEQL_CHECK(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
}

void client::connect_from(const char* address, std::uint16_t port) {
  sockaddr_in here{};
  here.sin_family = AF_INET;
  FRAISEQL_CHECK(::inet_pton(AF_INET, address, &here.sin_addr) == 1);
  FRAISEQL_CHECK(::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0);
  connect(port);
}

bool client::connect_by_ipv6(std::uint16_t port) {
  ::close(socket_);
  socket_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 to{};
  to.sin6_family = AF_INET6;
  to.sin6_port = htons(port);
  to.sin6_addr = in6addr_loopback;
  return ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
}

void client::connect_to(const std::string& unix_socket) {
  ::close(socket_);
  socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  unix_socket.copy(static_cast<char*>(to.sun_path), sizeof to.sun_path - 1);
  FRAISEQL_CHECK(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
}

client& client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    sent_ += static_cast<std::size_t>(sent);
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return *this;
}

client& client::send_in_single_bytes(std::string_view bytes) {
  for (const char& byte : bytes) send({&byte, 1});
  return *this;
}

void client::shut_sending() { ::shutdown(socket_, SHUT_WR); }

void client::send_urgently(char byte) {
  FRAISEQL_CHECK(::send(socket_, &byte, 1, MSG_OOB | MSG_NOSIGNAL) == 1);
}

void client::abort() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(socket_);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

void client::take_little() {
  const int bytes = 4096;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool client::receive() {
  std::array<char, 65536> some{};
  if (!readable(socket_, patience_ms)) return false;
  const auto count = ::recv(socket_, some.data(), some.size(), 0);
  if (count <= 0) return false;
  received_.append(some.data(), static_cast<std::size_t>(count));
  return true;
}

answer client::read_answer(expects what) {
  std::size_t head_end = 0;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos)
    if (!receive()) return {};
  answer read;
  read.head = received_.substr(0, head_end + 4);
  received_.erase(0, head_end + 4);
  read.status = static_cast<unsigned>(std::stoul(read.head.substr(9, 3)));
  for (auto at = read.head.find("\r\n") + 2; at < head_end;) {
    const auto end = read.head.find("\r\n", at);
    const std::string line = read.head.substr(at, end - at);
    const auto colon = line.find(": ");
    read.headers[to_lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = end + 2;
  }
  const bool is_chunked = read.headers.contains("transfer-encoding");
  if (is_chunked && what == expects::body) read_chunks(read);
  if (what == expects::head_only || !read.headers.contains("content-length")) return read;
  const std::size_t size = std::stoul(read.headers["content-length"]);
  while (received_.size() < size)
    if (!receive()) return {};
  read.body = received_.substr(0, size);
  received_.erase(0, size);
  return read;
}

void client::read_chunks(answer& into) {
  while (true) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n")) == std::string::npos) {
      if (!receive()) return void(into.is_cut_off = true);
    }
    const std::size_t size = std::stoul(received_.substr(0, end), nullptr, 16);
    while (received_.size() < end + 4 + size) {
      if (!receive()) return void(into.is_cut_off = true);
    }
    into.body += received_.substr(end + 2, size);
    received_.erase(0, end + 4 + size);
    if (size == 0) return;
  }
}

std::string client::read_rest() {
  while (receive()) continue;
  return std::exchange(received_, {});
}

bool client::is_reset() {
  while (readable(socket_, patience_ms)) {
    char byte = 0;
    const auto got = ::recv(socket_, &byte, 1, 0);
    if (got <= 0) return got < 0;
  }
  return false;
}

bool client::ends() {
  if (!received_.empty() || !readable(socket_, patience_ms)) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) == 0;
}

bool client::take_some() {
  std::array<char, 4096> some{};
  return readable(socket_, patience_ms) && ::recv(socket_, some.data(), some.size(), 0) > 0;
}

std::size_t client::read_to_end() {
  while (receive()) continue;
  return std::exchange(received_, {}).size();
}

bool client::stays_silent(std::chrono::milliseconds time) {
  return received_.empty() && !readable(socket_, static_cast<int>(time.count()));
}

running_server::running_server(server_options options, handler handle)
    : work_(boost::asio::make_work_guard(loop_)) {
  auto listening = server::listen(loop_, std::move(options), std::move(handle));
  FRAISEQL_CHECK(listening.ok());
  server_ = std::move(*listening);
  port_ = server_->port();
  thread_ = std::thread([this] { loop_.run(); });
}

running_server::running_server(handler handle)
    : running_server(server_options{.port = 0}, std::move(handle)) {}

running_server::~running_server() {
  on_loop([this] {
    server_.reset();
    return true;
  });
  work_.reset();
  thread_.join();
}

std::future<bool> running_server::stop_accepting(const std::function<void()>& just_before) {
  auto drained = std::make_shared<std::promise<bool>>();
  auto when = drained->get_future();
  on_loop([&] {
    just_before();
    server_->stop_accepting([drained] { drained->set_value(true); });
    return true;
  });
  return when;
}

void running_server::close_now() {
  on_loop([this] {
    server_->close_now();
    return true;
  });
}

bool running_server::comes_to(std::size_t connections_expected) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (connections() != connections_expected) {
    if (std::chrono::steady_clock::now() > patience) return false;
    std::this_thread::yield();
  }
  return true;
}

bool is_kept(std::future<bool> promised) {
  return promised.wait_for(std::chrono::milliseconds(patience_ms)) == std::future_status::ready;
}

void echo(const request& asked, const responder& answer) {
  answer({.content_type = "text/plain",
          .body = fmt::format("{} {}?{}|{}", asked.method, asked.path, asked.query, asked.body)});
}

std::string get(std::string_view path, std::string_view more_headers) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", path, more_headers);
}

std::string post(std::string_view path, std::string_view body, std::string_view more_headers) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n{}\r\n{}", path,
                     body.size(), more_headers, body);
}

}  // namespace fraiseql::http
