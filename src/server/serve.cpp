// Start: embedded database (if there is no database_url), SQL files, lanes, a look at
// the catalogue, then the listener. Stop: not ready, listener closed, accepted requests
// answered, lanes closed, database stopped (ARCHITECTURE.md, threads and lanes).
#include "server/serve.hpp"

#include <boost/asio/io_context.hpp>
#include <random>
#include <system_error>

#include <fmt/format.h>

#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "postgres/lanes.hpp"
#include "server/apply_sql.hpp"
#include "server/descriptor_limit.hpp"
#include "server/development_database.hpp"
#include "server/front_door.hpp"
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

// One event loop and all that lives on it.
class service {
 public:
  service(const serve_options& options, const std::string& conninfo, log_function log)
      : options_(options),
        log_(std::move(log)),
        readiness_(loop_, execution::requirements_of(*options.schema), log_),
        lanes_(loop_, lanes_options_of(options.chosen, conninfo), log_,
               [this] { readiness_.lanes_changed(lanes_); }),
        executor_(options.schema, lanes_, loop_,
                  {.limits = options.chosen.limits,
                   .validating = validating(options.chosen),
                   .workers = {.threads = options.chosen.workers,
                               .waiting = options.chosen.worker_queue,
                               .time_limit = options.chosen.worker_timeout},
                   .detail = is_development() ? execution::detail_level::full
                                              : execution::detail_level::masked,
                   .log = log_,
                   .new_log_id = make_log_ids()}),
        door_(loop_, door_options(), log_) {}

  result<done> run() {
    const bool is_embedded = options_.chosen.database_url.empty();
    if (is_embedded) {
      readiness_.on_first_answer([this](const auto& missing) { begin_embedded(missing); });
    } else {
      open();
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

  front_door_options door_options() {
    const settings& chosen = options_.chosen;
    return {.chosen = chosen,
            .endpoint = {.json_depth = chosen.limits.json_depth,
                         .with_headers = options_.schema->has_native_fields()},
            .postgres_connections =
                chosen.hot_connections + chosen.cold_connections + chosen.mutation_connections,
            .execute = [this](const execution::request& asked,
                              execution::responder answer) { execute(asked, std::move(answer)); },
            .unready = [this] { return readiness_.is_ready() ? "" : visible_reason(); },
            .closing = [this] { readiness_.drain(); },
            .closed = [this] { lanes_.stop(); },
            .say = options_.say,
            .hint = options_.hint};
  }

  [[nodiscard]] bool is_development() const {
    return options_.chosen.effective_profile() == profile::development;
  }

  // The embedded database is the author's own: what is missing is for them to mend now.
  void begin_embedded(const std::vector<postgres::missing>& missing) {
    if (door_.is_closing()) return;
    if (missing.empty()) return open();
    std::string message = "the database does not have what the schema needs";
    for (const auto& one : missing) message += "\n  " + one.message + "\n    " + one.remedy;
    outcome_ = failed{
        failure{std::move(message), "add it to a file in " + options_.chosen.sql_directory + "/"}};
    door_.close();
  }

  void open() {
    outcome_ = door_.open();
    if (!outcome_) door_.close();
  }

  // Relations and functions are named to the author, not to the world.
  [[nodiscard]] std::string visible_reason() const {
    return is_development() ? readiness_.reason() : "the log says why";
  }

  void execute(const execution::request& asked, execution::responder answer) {
    // While draining, what was accepted is still answered.
    if (!readiness_.may_serve() && !door_.is_closing()) {
      return answer(
          execution::request_error({{.message = "the server is not ready: " + visible_reason(),
                                     .code = error_code::unavailable}}));
    }
    executor_.execute(asked, std::move(answer));
  }

  const serve_options& options_;
  log_function log_;
  asio::io_context loop_{1};
  readiness readiness_;
  postgres::lanes lanes_;
  execution::executor executor_;
  front_door door_;
  result<done> outcome_ = done{};
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
