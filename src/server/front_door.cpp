#include "server/front_door.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <csignal>
#include <utility>

#include "server/descriptor_limit.hpp"
#include "server/graphiql.hpp"
#include "server/listening.hpp"

namespace fraiseql::server {
namespace {

http::response plain(unsigned status, std::string body) {
  return {.status = status,
          .content_type = "text/plain; charset=utf-8",
          .body = std::move(body) + "\n"};
}

}  // namespace

front_door::front_door(boost::asio::io_context& loop, front_door_options options, log_function log)
    : loop_(loop),
      options_(std::move(options)),
      log_(std::move(log)),
      signals_(loop, SIGINT, SIGTERM),
      deadline_(loop) {
  doors_.push_back({{loop, options_.endpoint, options_.execute}});
  for (side_door_options& one : options_.others) doors_.push_back({std::move(one)});
  // A client that went away is an error of one write, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  signals_.async_wait([this](boost::system::error_code cancelled, int) {
    if (!cancelled) close();
  });
}

// Each has its share of the HTTP connections that the process may have.
http::server_options front_door::listening() const {
  const settings& chosen = options_.chosen;
  const std::size_t all = http_connections_within(descriptor_limit(), options_.postgres_connections,
                                                  http::server_options().max_connections);
  return {.unix_socket = chosen.unix_socket,
          .host = chosen.host,
          .port = chosen.port,
          .reuse_port = chosen.reuse_port,
          .body_bytes = chosen.limits.body_bytes,
          .max_connections = (all + doors_.size() - 1) / doors_.size(),
          .max_connections_per_address = chosen.max_connections_per_address,
          .is_uncounted = [this](std::string_view from) { return proxies_.contains(from); },
          .is_served_host = hosts_.check(log_),
          .on_crowded = [this](std::string_view from) { tell_crowd(from); },
          .compression = chosen.compression ? http::compression::gzip : http::compression::off};
}

// Seldom, since who does it may do it often; and a proxy that nobody listed does it, too.
void front_door::tell_crowd(std::string_view address) const {
  constexpr std::chrono::minutes between{1};
  const auto now = std::chrono::steady_clock::now();
  if (told_crowd_ && now - *told_crowd_ < between) return;
  told_crowd_ = now;
  log_to(log_, log_level::warning, "an address has too many connections",
         {{"address", std::string(address)},
          {"max_connections_per_address",
           std::to_string(options_.chosen.max_connections_per_address)}});
}

http::handler front_door::handler_of(door& of) {
  return [this, &of](const http::request& request, http::responder respond) {
    handle(of, request, std::move(respond));
  };
}

result<done> front_door::open() {
  const settings& chosen = options_.chosen;
  FRAISEQL_TRY_DONE(check_listening(chosen));
  FRAISEQL_TRY(proxies, read_trusted_proxies(chosen));
  proxies_ = std::move(proxies);
  FRAISEQL_TRY(hosts, served_hosts::of_clients(chosen));
  hosts_ = std::move(hosts);
  door& first = doors_.front();
  FRAISEQL_TRY(opened, http::server::listen(loop_, listening(), handler_of(first)));
  first.http = std::move(opened);
  std::vector<http::server*> others;
  for (auto one = doors_.begin() + 1; one != doors_.end(); ++one) {
    one->http = http::server::beside(one->to.loop, listening(), handler_of(*one));
    others.push_back(one->http.get());
  }
  first.http->share_with(others);
  const listening_address address = address_of(chosen, first.http->port());
  log_to(log_, log_level::info, "listening", {{"address", address.text}});
  if (options_.say) {
    options_.say("serving " + address.of_graphql);
    const bool is_for_browsers = chosen.unix_socket.empty();
    if (options_.with_graphiql && has_graphiql() && is_for_browsers) {
      options_.say("GraphiQL, in a browser: " + address.of_graphql);
    }
    if (options_.hint) options_.say(options_.hint(address.for_curl));
  }
  return done{};
}

void front_door::handle(const door& at, const http::request& request, http::responder respond) {
  if (options_.with_graphiql && handle_browser(request, respond)) return;
  if (request.path == "/graphql") return handle_graphql(at, request, std::move(respond));
  const bool is_probe = request.path == "/live" || request.path == "/ready";
  if (!is_probe) {
    return respond(plain(404, "not found; there is /graphql, /live and /ready"));
  }
  if (request.method != "GET" && request.method != "HEAD") {
    http::response refused = plain(405, "method not allowed");
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return respond(std::move(refused));
  }
  if (request.path == "/live") return respond(plain(200, "live"));
  const std::string unready = is_closing_ ? "stopping" : options_.unready ? options_.unready() : "";
  respond(unready.empty() ? plain(200, "ready") : plain(503, "not ready: " + unready));
}

// Whether it was for GraphiQL.
bool front_door::handle_browser(const http::request& request,
                                const http::responder& respond) const {
  if (request.path == "/graphql" && wants_page(request)) {
    respond(graphiql_page());
    return true;
  }
  if (!request.path.starts_with(graphiql_assets)) return false;
  respond(graphiql_asset(request));
  return true;
}

void front_door::handle_graphql(const door& at, const http::request& request,
                                http::responder respond) {
  if (options_.chosen.lowest_level == log_level::debug) respond = logged(request, respond);
  serve_graphql(request, at.to.endpoint, at.to.execute, respond);
}

// The same responder, which leaves a line in the log: one a request is only wanted when
// somebody looks for something. Of an answer that comes in pieces it knows the first.
http::responder front_door::logged(const http::request& request,
                                   const http::responder& respond) const {
  return [this, respond, method = std::string(request.method), path = std::string(request.path),
          client = auth::client_address(request.headers, request.peer, proxies_),
          began = std::chrono::steady_clock::now()](http::response answered) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - began);
    log_to(log_, log_level::debug, "request",
           {{"method", method},
            {"path", path},
            {"client", client},
            {"status", std::to_string(answered.status)},
            {"bytes", std::to_string(answered.body.size())},
            {"microseconds", std::to_string(took.count())}});
    respond(std::move(answered));
  };
}

void front_door::close() {
  if (is_closing_.exchange(true)) return;
  log_to(log_, log_level::info, "stopping");
  if (options_.closing) options_.closing();
  // A second signal ends the process at once, as a person at a terminal expects.
  signals_.async_wait([](boost::system::error_code cancelled, int signal) {
    if (!cancelled) std::_Exit(128 + signal);
  });
  if (doors_.front().http == nullptr) return end();
  drain();
}

// The one that listens first: it hands over what waits to be accepted.
void front_door::drain() {
  deadline_.expires_after(options_.chosen.drain_timeout);
  deadline_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    log_to(log_, log_level::warning, "not all requests were answered in time");
    for (door& one : doors_) {
      boost::asio::post(one.to.loop, [&one] { one.http->close_now(); });
    }
  });
  draining_ = doors_.size();
  doors_.front().http->stop_accepting([this] { drained(); });
  for (auto one = doors_.begin() + 1; one != doors_.end(); ++one) {
    boost::asio::post(one->to.loop, [this, one] {
      one->http->stop_accepting([this] { boost::asio::post(loop_, [this] { drained(); }); });
    });
  }
}

void front_door::drained() {
  if (--draining_ == 0) end();
}

void front_door::end() {
  deadline_.cancel();
  signals_.cancel();
  if (options_.closed) options_.closed();
  // What the owner still had is answered by now; let those handlers run, then leave.
  boost::asio::post(loop_, [this] { loop_.stop(); });
}

}  // namespace fraiseql::server
