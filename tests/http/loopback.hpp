// A server of the http room running on its own loop and thread, and a plain blocking
// client over POSIX sockets that sends raw bytes, so that a test can say anything to it.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "http/server.hpp"

namespace fraiseql::http {

struct answer {
  unsigned status = 0;  // 0: none came
  std::string head = {};
  std::map<std::string, std::string> headers = {};  // names in lower case
  std::string body = {};
  bool is_cut_off = false;  // in chunks, and the last one did not come
};

class client {
 public:
  explicit client(std::uint16_t port);
  // A socket that is not connected yet.
  client();
  ~client();
  client(const client&) = delete;
  client& operator=(const client&) = delete;

  void connect(std::uint16_t port);
  // From another address of this machine, such as 127.0.0.2.
  void connect_from(const char* address, std::uint16_t port);
  // Whether there is IPv6 here at all.
  [[nodiscard]] bool connect_by_ipv6(std::uint16_t port);
  void connect_to(const std::string& unix_socket);
  // What the other side takes; stops early if it hangs up.
  client& send(std::string_view bytes);
  client& send_in_single_bytes(std::string_view bytes);
  [[nodiscard]] std::size_t sent() const { return sent_; }
  void shut_sending();
  void send_urgently(char byte);
  // Closes with a reset instead of a FIN.
  void abort();
  void take_little();  // a small receive buffer; before connect()

  // The next answer; waits at most 20 seconds. `with_body` no: as after HEAD.
  enum class expects { body, head_only };
  answer read_answer(expects what = expects::body);
  // Throws away 4 KiB or less; false at the end.
  bool take_some();
  // Whether the server ends the connection (within 20 seconds) without another byte and
  // without a reset.
  bool ends();
  // What comes until the end of the stream or a reset.
  std::string read_rest();
  // Reads on; whether the end is a reset.
  bool is_reset();
  // Gives how many bytes there were.
  std::size_t read_to_end();
  // Whether not a byte and no end comes for that long.
  bool stays_silent(std::chrono::milliseconds time);

 private:
  bool receive();  // false at the end
  void read_chunks(answer& into);
  int socket_;
  std::string received_;
  std::size_t sent_ = 0;
};

class running_server {
 public:
  running_server(server_options options, handler handle);
  explicit running_server(handler handle);
  ~running_server();
  running_server(const running_server&) = delete;
  running_server& operator=(const running_server&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  std::size_t connections() {
    return on_loop([this] { return server_->connections(); });
  }
  [[nodiscard]] const meters& counted() const { return server_->counted(); }
  // Gives `true` when it is drained. `just_before` runs on the loop in the same turn.
  std::future<bool> stop_accepting(const std::function<void()>& just_before = [] {});
  void close_now();
  // Waits until that many connections are open, at most 20 seconds.
  bool comes_to(std::size_t connections);

  template <class Function>
  auto on_loop(Function function) -> decltype(function()) {
    // Shared: the loop is still inside set_value when this thread goes on.
    const auto given = std::make_shared<std::promise<decltype(function())>>();
    boost::asio::post(loop_, [&function, given] { given->set_value(function()); });
    return given->get_future().get();
  }

 private:
  boost::asio::io_context loop_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::unique_ptr<server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

// Whether it is kept within 20 seconds: less than the server's idle timeout.
bool is_kept(std::future<bool> promised);

// Answers 200 with "method path?query|body".
void echo(const request& asked, const responder& answer);

// "name: value" lines, each with its CR LF, become a GET of `path` with a Host.
std::string get(std::string_view path, std::string_view more_headers = {});
std::string post(std::string_view path, std::string_view body, std::string_view more_headers = {});

}  // namespace fraiseql::http
