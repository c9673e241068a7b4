// admin: the port for who operates the process: GET /live, /ready and /metrics, on a listener of
// its own that clients need not reach. There is none without the setting admin_port.
//
// On the leading loop. Opened before the port of clients, so that it tells why that is not open
// yet, and closed behind it: while requests are drained it says so.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "base/result.hpp"
#include "http/server.hpp"
#include "server/settings.hpp"

namespace fraiseql::server {

// Of this port; a scraper and some probes need no more.
inline constexpr std::size_t admin_connections = 32;

// Where the settings of this port cannot work.
std::optional<failure> refused_admin(const settings& chosen);

struct admin_options {
  const settings& chosen;  // borrowed
  // What /ready waits for, "" when there is nothing; and what is to be known besides.
  std::function<std::string()> unready = {};
  std::function<std::string()> remarks = {};
  std::function<std::string()> metrics = {};
  std::function<void(std::string_view line)> say = {};  // for people, when it is open
};

class admin_door {
 public:
  admin_door(boost::asio::io_context& loop, admin_options options, log_function log);

  // Does nothing without an admin_port.
  result<done> open();

 private:
  void handle(const http::request& request, const http::responder& respond) const;

  boost::asio::io_context& loop_;
  admin_options options_;
  log_function log_;
  std::unique_ptr<http::server> http_ = {};
};

}  // namespace fraiseql::server
