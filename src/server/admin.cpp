#include "server/admin.hpp"

#include <fmt/format.h>

#include <utility>

#include "server/exposition.hpp"
#include "server/served_hosts.hpp"

namespace fraiseql::server {
namespace {

// What is asked here has no body, and fits into a small header.
constexpr std::size_t admin_body_bytes = 1'024;
constexpr std::size_t admin_header_bytes = 8 * 1'024;

http::response told(unsigned status, std::string text) {
  return {.status = status,
          .content_type = "text/plain; charset=utf-8",
          .body = std::move(text) + "\n",
          .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace

std::optional<failure> refused_admin(const settings& chosen) {
  if (!chosen.admin_port) {
    if (chosen.admin_host == settings().admin_host) return std::nullopt;
    return failure{"the setting \"admin_host\" has no effect without \"admin_port\"",
                   "set admin_port, or leave out admin_host"};
  }
  if (!chosen.unix_socket.empty()) return std::nullopt;
  if (*chosen.admin_port == 0 || *chosen.admin_port != chosen.port) return std::nullopt;
  return failure{fmt::format("the settings \"port\" and \"admin_port\" are both {}", chosen.port),
                 "set them to two ports, so that the second can be kept from clients"};
}

admin_door::admin_door(boost::asio::io_context& loop, admin_options options, log_function log)
    : loop_(loop), options_(std::move(options)), log_(std::move(log)) {}

result<done> admin_door::open() {
  const settings& chosen = options_.chosen;
  if (!chosen.admin_port) return done{};
  FRAISEQL_TRY(hosts, served_hosts::of_operators(chosen));
  auto opened =
      http::server::listen(loop_,
                           {.host = chosen.admin_host,
                            .port = *chosen.admin_port,
                            .body_bytes = admin_body_bytes,
                            .header_bytes = admin_header_bytes,
                            .max_connections = admin_connections,
                            .is_served_host = hosts.check(log_)},
                           [this](const http::request& request, const http::responder& respond) {
                             handle(request, respond);
                           });
  if (!opened) {
    return failed{failure{"the admin port: " + opened.error().message,
                          "set admin_host to an address of this machine, and admin_port to a port "
                          "that is free there"}};
  }
  http_ = std::move(*opened);
  const bool is_ipv6 = chosen.admin_host.find(':') != std::string::npos;
  const std::string address = fmt::format(
      "http://{}:{}", is_ipv6 ? "[" + chosen.admin_host + "]" : chosen.admin_host, http_->port());
  log_to(log_, log_level::info, "listening for operators", {{"address", address}});
  if (options_.say) options_.say("for operators " + address + "/live, /ready and /metrics");
  return done{};
}

void admin_door::handle(const http::request& request, const http::responder& respond) const {
  const bool is_metrics = request.path == "/metrics";
  if (!is_metrics && request.path != "/live" && request.path != "/ready") {
    return respond(told(404, "not found; there is GET /live, GET /ready and GET /metrics"));
  }
  if (request.method != "GET" && request.method != "HEAD") {
    http::response refused = told(405, "method not allowed");
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return respond(std::move(refused));
  }
  if (is_metrics) {
    return respond(
        {.status = 200, .content_type = exposition::media_type, .body = options_.metrics()});
  }
  if (request.path == "/live") return respond(told(200, "live"));
  const std::string unready = options_.unready();
  const std::string remarks = options_.remarks();
  respond(told(unready.empty() ? 200 : 503,
               (unready.empty() ? "ready" : "not ready: " + unready) + remarks));
}

}  // namespace fraiseql::server
