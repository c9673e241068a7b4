// front_door: the side of a process that clients and operators see: the listener with its
// paths, and the signals that end it. What stands behind it is its owner's.
//
// POST /graphql goes to `execute`; GET /live and /ready are answered here. SIGINT or SIGTERM,
// or close(): `closing`, the listener is closed, what was accepted is answered until the drain
// timeout, `closed`, and the loop stops. A second signal ends the process at once. Belongs to
// one loop and outlives its run. Further loops may answer, too: each gets its share of the
// connections (http/server.hpp); they are drained with it, and run until `closed`.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/proxy.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "http/server.hpp"
#include "server/graphql_endpoint.hpp"
#include "server/served_hosts.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// What answers on a further loop, on its thread.
struct side_door_options {
  boost::asio::io_context& loop;  // borrowed
  graphql_endpoint_options endpoint = {};
  execute_function execute;
};

struct front_door_options {
  const settings& chosen;  // borrowed
  graphql_endpoint_options endpoint = {};
  std::size_t postgres_connections = 0;  // descriptors that clients cannot have
  execute_function execute;
  std::vector<side_door_options> others = {};
  bool with_graphiql = false;
  // What /ready waits for; "" when there is nothing. Called on any of the loops.
  std::function<std::string()> unready = {};
  std::function<void()> closing = {};
  std::function<void()> closed = {};
  std::function<void(std::string_view line)> say = {};  // for people, when it is open
  std::function<std::string(const std::string& address)> hint = {};
};

class front_door {
 public:
  front_door(boost::asio::io_context& loop, front_door_options options, log_function log);

  // Listens; the other loops do not run yet. The failure is of the settings, or that of
  // http::server::listen.
  result<done> open();
  void close();
  [[nodiscard]] bool is_closing() const { return is_closing_; }
  // What was counted on a loop, this one's first; nullptr before it is open. Called on this loop.
  [[nodiscard]] const http::meters* counted(std::size_t loop) const {
    const auto& http = doors_[loop].http;
    return http == nullptr ? nullptr : &http->counted();
  }

 private:
  struct door {
    side_door_options to;
    std::unique_ptr<http::server> http = {};
  };

  [[nodiscard]] http::server_options listening() const;
  void tell_crowd(std::string_view address) const;
  http::handler handler_of(door& of);
  void handle(const door& at, const http::request& request, http::responder respond);
  bool handle_browser(const http::request& request, const http::responder& respond) const;
  void handle_graphql(const door& at, const http::request& request, http::responder respond);
  [[nodiscard]] http::responder logged(const http::request& request,
                                       const http::responder& respond) const;
  void drain();
  void drained();
  void end();

  boost::asio::io_context& loop_;
  front_door_options options_;
  log_function log_;
  auth::address_list proxies_;  // whose X-Forwarded-For is believed
  served_hosts hosts_;
  std::vector<door> doors_;  // of each loop, this one's first
  std::size_t draining_ = 0;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer deadline_;
  std::atomic<bool> is_closing_ = false;
  mutable std::optional<std::chrono::steady_clock::time_point> told_crowd_ = {};
};

}  // namespace fraiseql::server
