// Start: embedded database (if there is no database_url), SQL files, lanes, a look at
// the catalogue, then the listener. Stop: not ready, listener closed, accepted requests
// answered, lanes closed, database stopped (ARCHITECTURE.md, threads and lanes).
#include "server/serve.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <system_error>

#include <fmt/format.h>

#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "http/server.hpp"
#include "postgres/lanes.hpp"
#include "server/apply_sql.hpp"
#include "server/descriptor_limit.hpp"
#include "server/development_database.hpp"
#include "server/graphql_endpoint.hpp"
#include "server/log.hpp"
#include "server/readiness.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace asio = boost::asio;

// Ids of masked errors: random, so that they say nothing about the process.
std::function<std::string()> make_log_ids() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return fmt::format("{:016x}", (*engine)()); };
}

http::response plain(unsigned status, std::string body) {
  return {.status = status,
          .content_type = "text/plain; charset=utf-8",
          .body = std::move(body) + "\n"};
}

// One event loop and all that lives on it.
class service {
 public:
  service(const serve_options& options, const std::string& conninfo, log_function log)
      : options_(options),
        log_(std::move(log)),
        readiness_(loop_, execution::requirements_of(*options.schema), log_),
        lanes_(loop_, lanes_options_of(options.chosen, conninfo), log_,
               [this] { readiness_.lanes_changed(lanes_); }),
        executor_(options.schema, lanes_,
                  {.limits = options.chosen.limits,
                   .validating = validating(options.chosen),
                   .detail = is_development() ? execution::detail_level::full
                                              : execution::detail_level::masked,
                   .log = log_,
                   .new_log_id = make_log_ids()}),
        signals_(loop_, SIGINT, SIGTERM),
        deadline_(loop_) {}

  result<done> run() {
    // A client that went away is an error of one write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    signals_.async_wait([this](boost::system::error_code cancelled, int) {
      if (!cancelled) stop();
    });
    const bool is_embedded = options_.chosen.database_url.empty();
    if (is_embedded) {
      readiness_.on_first_answer([this](const auto& missing) { begin_embedded(missing); });
    } else {
      listen();
    }
    if (!outcome_.ok()) return std::move(outcome_);
    lanes_.start();
    loop_.run();
    return std::move(outcome_);
  }

 private:
  static postgres::lanes_options lanes_options_of(const settings& chosen,
                                                  const std::string& conninfo) {
    return {.conninfo = conninfo,
            .hot_connections = chosen.hot_connections,
            .cold_connections = chosen.cold_connections,
            .mutation_connections = chosen.mutation_connections,
            .statement_timeout = chosen.statement_timeout};
  }

  static validation::validate_options validating(const settings& chosen) {
    using validation::introspection;
    using validation::suggestions;
    return {
        .suggestions = chosen.is_on(chosen.suggestions) ? suggestions::shown : suggestions::hidden,
        .introspection =
            chosen.is_on(chosen.introspection) ? introspection::allowed : introspection::refused};
  }

  [[nodiscard]] bool is_development() const {
    return options_.chosen.effective_profile() == profile::development;
  }

  // The embedded database is the author's own: what is missing is for them to mend now.
  void begin_embedded(const std::vector<postgres::missing>& missing) {
    if (is_stopping_) return;
    if (missing.empty()) return listen();
    std::string message = "the database does not have what the schema needs";
    for (const auto& one : missing) message += "\n  " + one.message + "\n    " + one.remedy;
    outcome_ = failed{
        failure{std::move(message), "add it to a file in " + options_.chosen.sql_directory + "/"}};
    stop();
  }

  void listen() {
    const settings& chosen = options_.chosen;
    auto listening =
        http::server::listen(loop_,
                             {.host = chosen.host,
                              .port = chosen.port,
                              .reuse_port = chosen.reuse_port,
                              .body_bytes = chosen.limits.body_bytes,
                              .max_connections = most_connections()},
                             [this](const http::request& request, http::responder respond) {
                               handle(request, std::move(respond));
                             });
    if (!listening) {
      outcome_ = failed{std::move(listening).error()};
      return stop();
    }
    http_ = std::move(*listening);
    const bool is_ipv6 = chosen.host.find(':') != std::string::npos;
    const std::string address =
        fmt::format("http://{}:{}", is_ipv6 ? "[" + chosen.host + "]" : chosen.host, http_->port());
    log_to(log_, log_level::info, "listening", {{"address", address}});
    if (options_.say) {
      options_.say("serving " + address + "/graphql");
      if (options_.hint) options_.say(options_.hint(address));
    }
  }

  [[nodiscard]] std::size_t most_connections() const {
    const settings& chosen = options_.chosen;
    return http_connections_within(
        descriptor_limit(),
        chosen.hot_connections + chosen.cold_connections + chosen.mutation_connections,
        http::server_options().max_connections);
  }

  void handle(const http::request& request, http::responder respond) {
    if (request.path == "/graphql") return handle_graphql(request, std::move(respond));
    const bool is_probe = request.path == "/live" || request.path == "/ready";
    if (!is_probe) {
      return respond(plain(404, "not found; there is POST /graphql, GET /live and GET /ready"));
    }
    if (request.method != "GET" && request.method != "HEAD") {
      http::response refused = plain(405, "method not allowed");
      refused.headers.emplace_back("Allow", "GET, HEAD");
      return respond(std::move(refused));
    }
    if (request.path == "/live") return respond(plain(200, "live"));
    if (readiness_.is_ready()) return respond(plain(200, "ready"));
    respond(plain(503, "not ready: " + visible_reason()));
  }

  // Relations and functions are named to the author, not to the world.
  [[nodiscard]] std::string visible_reason() const {
    return is_development() ? readiness_.reason() : "the log says why";
  }

  void handle_graphql(const http::request& request, http::responder respond) {
    const auto execute = [this](const execution::request& asked, execution::responder answer) {
      // While draining, what was accepted is still answered.
      if (!readiness_.may_serve() && !is_stopping_) {
        return answer(
            execution::request_error({{.message = "the server is not ready: " + visible_reason(),
                                       .code = error_code::unavailable}}));
      }
      executor_.execute(asked, std::move(answer));
    };
    if (options_.chosen.lowest_level == log_level::debug) respond = logged(request, respond);
    serve_graphql(request, {.json_depth = options_.chosen.limits.json_depth}, execute, respond);
  }

  // The same responder, which leaves a line in the log: one a request is only wanted when
  // somebody looks for something.
  [[nodiscard]] http::responder logged(const http::request& request,
                                       const http::responder& respond) const {
    return [this, respond, method = request.method, path = request.path,
            began = std::chrono::steady_clock::now()](http::response answered) {
      const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::steady_clock::now() - began);
      log_to(log_, log_level::debug, "request",
             {{"method", method},
              {"path", path},
              {"status", std::to_string(answered.status)},
              {"bytes", std::to_string(answered.body.size())},
              {"microseconds", std::to_string(took.count())}});
      respond(std::move(answered));
    };
  }

  void stop() {
    if (std::exchange(is_stopping_, true)) return;
    log_to(log_, log_level::info, "stopping");
    readiness_.drain();
    // A second signal ends the process at once, as a person at a terminal expects.
    signals_.async_wait([](boost::system::error_code cancelled, int signal) {
      if (!cancelled) std::_Exit(128 + signal);
    });
    if (http_ == nullptr) return end();
    deadline_.expires_after(options_.chosen.drain_timeout);
    deadline_.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      log_to(log_, log_level::warning, "not all requests were answered in time");
      http_->close_now();
    });
    http_->stop_accepting([this] { end(); });
  }

  void end() {
    deadline_.cancel();
    signals_.cancel();
    lanes_.stop();
    // What the lanes still had is answered by now; let those handlers run, then leave.
    asio::post(loop_, [this] { loop_.stop(); });
  }

  const serve_options& options_;
  log_function log_;
  asio::io_context loop_{1};
  readiness readiness_;
  postgres::lanes lanes_;
  execution::executor executor_;
  std::unique_ptr<http::server> http_;
  asio::signal_set signals_;
  asio::steady_timer deadline_;
  result<done> outcome_ = done{};
  bool is_stopping_ = false;
};

void say(const serve_options& options, std::string_view line) {
  if (options.say) options.say(line);
}

result<done> apply_files(const serve_options& options, const std::string& owner,
                         const std::string& serving_role) {
  const auto directory = options.project / options.chosen.sql_directory;
  // Only the default one may be absent: a schema whose tables come from elsewhere.
  std::error_code error;
  if (options.chosen.sql_directory != settings().sql_directory &&
      !std::filesystem::is_directory(directory, error)) {
    if (error && error != std::errc::no_such_file_or_directory) {
      return failed{
          system_failure("look into the SQL directory " + directory.string(), error.value())};
    }
    return failed{failure{"the SQL directory " + directory.string() + " does not exist"}};
  }
  const auto progress = [&](std::string_view line) { say(options, line); };
  FRAISEQL_TRY_DONE(apply_sql(
      {.directory = directory, .owner_conninfo = owner, .serving_role = serving_role}, progress));
  return done{};
}

result<done> serve_embedded(const serve_options& options, const log_function& log) {
  const auto progress = [&](std::string_view line) { say(options, line); };
  FRAISEQL_TRY(database, development_database::start(
                             {.project = options.project, .fresh = options.fresh}, progress));
  FRAISEQL_TRY_DONE(apply_files(options, database->owner_conninfo(),
                                std::string(development_database::serving_role)));
  return service(options, database->serving_conninfo(), log).run();
}

}  // namespace

result<done> serve(const serve_options& options) {
  raise_descriptor_limit();
  const log_function log = make_log(options.chosen.lowest_level, options.chosen.format);
  if (options.chosen.database_url.empty()) return serve_embedded(options, log);
  if (options.apply_sql) {
    FRAISEQL_TRY_DONE(apply_files(options, options.chosen.database_url, ""));
  }
  return service(options, options.chosen.database_url, log).run();
}

}  // namespace fraiseql::server
