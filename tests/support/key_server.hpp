// key_server: a small server of this machine for fetches of keys, on a thread of its own. It takes
// one connection at a time, reads the head of a request and sends the bytes that it is told to.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace fraiseql::testing {

struct served_bytes {
  std::string bytes = {};
  bool stays_open = false;  // until the client goes
};

class key_server {
 public:
  // With both, in PEM, it speaks TLS.
  explicit key_server(const std::string& certificate = "", const std::string& key = "")
      : listener_(loop_, {boost::asio::ip::address_v4::loopback(), 0}) {
    if (!certificate.empty()) {
      tls_.emplace(boost::asio::ssl::context::tls_server);
      tls_->use_certificate(boost::asio::buffer(certificate), boost::asio::ssl::context::pem);
      tls_->use_private_key(boost::asio::buffer(key), boost::asio::ssl::context::pem);
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~key_server() {
    thread_.request_stop();
    // Wakes the thread from its wait for a connection.
    boost::asio::io_context loop;
    boost::asio::ip::tcp::socket last(loop);
    boost::system::error_code ignored;
    last.connect({boost::asio::ip::address_v4::loopback(), port()}, ignored);
  }
  key_server(const key_server&) = delete;
  key_server& operator=(const key_server&) = delete;

  [[nodiscard]] std::uint16_t port() const { return listener_.local_endpoint().port(); }
  [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
    return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port()) + "/keys?a=b";
  }
  [[nodiscard]] int requests() const { return requests_; }
  [[nodiscard]] std::string last_head() {
    const std::lock_guard guard(mutex_);
    return head_;
  }
  void send(served_bytes bytes) {
    const std::lock_guard guard(mutex_);
    served_ = std::move(bytes);
  }
  void send_body(const std::string& body) {
    send({.bytes = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\n\r\n" + body});
  }

 private:
  using socket = boost::asio::ip::tcp::socket;

  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      boost::system::error_code why;
      socket client(loop_);
      listener_.accept(client, why);
      if (why || stop.stop_requested()) continue;
      if (!tls_) {
        exchange(client);
        continue;
      }
      boost::asio::ssl::stream<socket&> stream(client, *tls_);
      stream.handshake(boost::asio::ssl::stream_base::server, why);
      if (!why) exchange(stream);
    }
  }

  template <class Stream>
  void exchange(Stream& client) {
    boost::system::error_code why;
    std::string head;
    while (!why && head.find("\r\n\r\n") == std::string::npos) {
      char buffer[1024];
      head.append(buffer, client.read_some(boost::asio::buffer(buffer), why));
    }
    served_bytes served;
    {
      const std::lock_guard guard(mutex_);
      head_ = head;
      served = served_;
    }
    ++requests_;
    for (std::size_t sent = 0; !why && sent < served.bytes.size();) {
      sent += client.write_some(
          boost::asio::buffer(served.bytes.data() + sent, served.bytes.size() - sent), why);
    }
    char byte = 0;
    if (served.stays_open) client.read_some(boost::asio::buffer(&byte, 1), why);
  }

  boost::asio::io_context loop_;
  boost::asio::ip::tcp::acceptor listener_;
  std::optional<boost::asio::ssl::context> tls_;
  std::mutex mutex_;
  served_bytes served_;
  std::string head_;
  std::atomic<int> requests_ = 0;
  std::jthread thread_;
};

}  // namespace fraiseql::testing
