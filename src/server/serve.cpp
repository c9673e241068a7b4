// Start: embedded database (if there is no database_url), SQL files, lanes, a look at
// the catalogue, then the listener. Stop: not ready, listener closed, accepted requests
// answered, lanes closed, database stopped (ARCHITECTURE.md, threads and lanes). What `--watch`
// adds stands in reload.hpp; here a new schema takes the place of the old one.
#include "server/serve.hpp"

#include <boost/asio/io_context.hpp>
#include <random>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "execution/execute.hpp"
#include "execution/requirements.hpp"
#include "postgres/lanes.hpp"
#include "server/apply_sql.hpp"
#include "server/descriptor_limit.hpp"
#include "server/development_database.hpp"
#include "server/front_door.hpp"
#include "server/identity.hpp"
#include "server/index_report.hpp"
#include "server/log.hpp"
#include "server/plain_text.hpp"
#include "server/readiness.hpp"
#include "server/reload.hpp"
#include "server/system_failure.hpp"

namespace fraiseql::server {
namespace {

namespace asio = boost::asio;

// Ids of masked errors: random, so that they say nothing about the process.
std::function<std::string()> make_log_ids() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return fmt::format("{:016x}", (*engine)()); };
}

void say(const serve_options& options, std::string_view line) {
  if (options.say) options.say(plain_text(line));
}

// What the start found in the files is known by them, so that no later change is lost.
struct started_files {
  std::optional<apply_sql_options> sql = {};  // what was applied, if anything
  std::optional<watched_files> watched = {};
};

// One event loop and all that lives on it.
class service {
 public:
  service(const serve_options& options, const std::string& conninfo, started_files files,
          identity_source who, log_function log)
      : options_(options),
        conninfo_(conninfo),
        log_(std::move(log)),
        readiness_(loop_, requirements_of(options.schema), log_),
        lanes_(loop_, lanes_options_of(options.chosen, conninfo), log_,
               [this] { readiness_.lanes_changed(lanes_); }),
        served_(options.schema),
        executor_(make_executor(served_)),
        knows_who_(!std::holds_alternative<std::monostate>(who)),
        identity_(loop_, std::move(who), log_),
        door_(loop_, door_options(), log_) {
    readiness_.on_found([this](const auto& found) { adopt(found); });
    if (options.check_indexes) report_.emplace(loop_, reporting(conninfo));
    if (files.watched) reload_.emplace(loop_, lanes_.cold, reloading(std::move(files)));
  }

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

  [[nodiscard]] postgres::requirements requirements_of(
      const std::shared_ptr<const schema::schema>& schema) const {
    return execution::requirements_of(schema, options_.chosen.search_configuration);
  }

  static validation::validate_options validating(const settings& chosen) {
    using validation::introspection;
    using validation::suggestions;
    return {
        .suggestions = chosen.is_on(chosen.suggestions) ? suggestions::shown : suggestions::hidden,
        .introspection =
            chosen.is_on(chosen.introspection) ? introspection::allowed : introspection::refused};
  }

  std::shared_ptr<execution::executor> make_executor(
      const std::shared_ptr<const schema::schema>& schema) {
    const settings& chosen = options_.chosen;
    return std::make_shared<execution::executor>(
        schema, lanes_, loop_,
        execution::executor_options{
            .limits = chosen.limits,
            .validating = validating(chosen),
            .planning = {.regex_filters = chosen.is_on(chosen.regex_filters),
                         .search_configuration = chosen.search_configuration},
            .permission_claim = chosen.permission_claim,
            .request_timeout = chosen.request_timeout,
            .workers = {.threads = chosen.workers,
                        .waiting = chosen.worker_queue,
                        .time_limit = chosen.worker_timeout},
            .reading = {.connection =
                            postgres::read_connection(conninfo_, chosen.statement_timeout),
                        .connections = chosen.workers,
                        .statement_timeout = chosen.statement_timeout},
            .writing = {.connection =
                            postgres::write_connection(conninfo_, chosen.statement_timeout),
                        .connections = chosen.workers,
                        .statement_timeout = chosen.statement_timeout},
            .streaming = {.held_bytes = chosen.stream_bytes, .timeout = chosen.stream_timeout},
            .mutations = chosen.atomic_mutations ? execution::transactions::one_a_request
                                                 : execution::transactions::one_a_field,
            .idempotency_expiry = chosen.idempotency_expiry,
            .detail =
                is_development() ? execution::detail_level::full : execution::detail_level::masked,
            .log = log_,
            .new_log_id = make_log_ids()});
  }

  reload_options reloading(started_files files) {
    return {
        .files = *std::move(files.watched),
        .name = (options_.file ? options_.file->path : files.sql->directory).string(),
        .sql = std::move(files.sql),
        .file = options_.file,
        .schema = options_.schema,
        // It has made plain what it says, but for colours.
        .say =
            [this](std::string_view line) {
              if (options_.say) options_.say(line);
            },
        .search_configuration = options_.chosen.search_configuration,
        .objection =
            [this](const schema::schema& to) { return missing_source(to, options_.chosen); },
        .take_over = [this](const auto& schema, const auto& found) { take_over(schema, found); },
        .look_at_served = [this](auto looked) { readiness_.look_again(lanes_, std::move(looked)); },
        .unready = [this] { return readiness_.is_ready() ? "" : readiness_.reason(); }};
  }

  [[nodiscard]] index_report_options reporting(const std::string& conninfo) const {
    return {.conninfo = conninfo,
            .search_configuration = options_.chosen.search_configuration,
            .say = [this](std::string_view line) { say(options_, line); }};
  }

  // What the connections of functions that read rows or write may take: each has an event loop,
  // too.
  [[nodiscard]] std::size_t descriptors_of_functions() const {
    constexpr std::size_t each = 5;
    const std::size_t lanes = (options_.schema->repository() == nullptr ? 0U : 1U) +
                              (options_.schema->has_commands() ? 1U : 0U);
    return lanes * each * options_.chosen.workers;
  }

  // A program's own functions are in no file, so the endpoint stays as it was made.
  front_door_options door_options() {
    const settings& chosen = options_.chosen;
    return {.chosen = chosen,
            .endpoint = {.json_depth = chosen.limits.json_depth,
                         .with_headers = options_.schema->has_native_fields(),
                         .with_explain = chosen.is_on(chosen.explain),
                         .identify = identifying()},
            .postgres_connections = chosen.hot_connections + chosen.cold_connections +
                                    chosen.mutation_connections + descriptors_of_functions(),
            .execute = [this](const execution::request& asked,
                              execution::responder answer) { execute(asked, std::move(answer)); },
            .unready = [this] { return readiness_.is_ready() ? "" : visible_reason(); },
            .closing =
                [this] {
                  readiness_.drain();
                  if (report_) report_->stop();
                  if (reload_) reload_->stop();
                },
            .closed = [this] { lanes_.stop(); },
            .say = options_.say,
            .hint = options_.hint};
  }

  // Without a source of identity nothing is asked for.
  identify_function identifying() {
    if (!knows_who_) return {};
    return [this](const http::request& asked, std::function<void(identified)> then) {
      identity_.ask(asked, std::move(then));
    };
  }

  [[nodiscard]] bool is_development() const {
    return options_.chosen.effective_profile() == profile::development;
  }

  // The embedded database is the author's own: what is missing is for them to mend now.
  void begin_embedded(const std::vector<postgres::missing>& missing) {
    if (door_.is_closing()) return;
    if (missing.empty()) return open();
    outcome_ = failed{
        failure{words_for(missing), "add it to a file in " + options_.chosen.sql_directory + "/"}};
    door_.close();
  }

  void open() {
    outcome_ = identity_.start();
    if (outcome_) outcome_ = door_.open();
    if (outcome_ && reload_) outcome_ = reload_->start();
    if (!outcome_) door_.close();
  }

  // Relations and functions are named to the author, not to the world.
  [[nodiscard]] std::string visible_reason() const {
    return is_development() ? readiness_.reason() : "the log says why";
  }

  // Requests under way go on with what they began with.
  void take_over(const std::shared_ptr<const schema::schema>& schema,
                 const postgres::found_catalogue& found) {
    readiness_.adopt(lanes_, requirements_of(schema));
    if (options_.file) {
      served_ = schema;
      std::erase_if(retired_, [](const auto& one) { return one.use_count() == 1; });
      retired_.push_back(std::exchange(executor_, make_executor(schema)));
    }
    is_reported_ = false;
    adopt(found);
  }

  // What is planned from now on knows the database; each column that is not used is told once.
  void adopt(const postgres::found_catalogue& found) {
    executor_->adopt(found);
    if (report_ && !std::exchange(is_reported_, true)) report_->start(served_, found);
    for (const std::string& message : execution::unprotected_relations(*served_, *found)) {
      if (told_.insert(message).second) log_to(log_, log_level::warning, message, {});
    }
    const auto columns = execution::columns_of_fields(*served_, *found);
    for (const std::string& message : columns.used) {
      if (told_.insert(message).second) log_to(log_, log_level::info, message, {});
    }
    for (const postgres::missing& one : columns.unused) {
      if (told_.insert(one.message).second) {
        log_to(log_, log_level::info, one.message, {{"wanted", one.remedy}});
      }
    }
  }

  // The same responder, which keeps the executor of now if a reload may replace it, and says
  // where a reload has failed: that may be why the client got an error.
  execution::responder watched(execution::responder answer) {
    return [this, answer = std::move(answer),
            kept = options_.file ? executor_ : nullptr](execution::response made) {
      const std::string trouble = is_development() ? reload_->trouble() : "";
      if (!trouble.empty()) {
        execution::add_error(made, {.message = trouble, .code = error_code::reload_failed});
      }
      answer(std::move(made));
    };
  }

  void execute(const execution::request& asked, execution::responder answer) {
    if (reload_) answer = watched(std::move(answer));
    // While draining, what was accepted is still answered.
    if (!readiness_.may_serve() && !door_.is_closing()) {
      return answer(
          execution::request_error({{.message = "the server is not ready: " + visible_reason(),
                                     .code = error_code::unavailable}}));
    }
    executor_->execute(asked, std::move(answer));
  }

  const serve_options& options_;
  const std::string conninfo_;
  log_function log_;
  asio::io_context loop_{1};
  readiness readiness_;
  postgres::lanes lanes_;
  std::optional<reload> reload_;
  std::optional<index_report> report_;
  bool is_reported_ = false;  // what is served now
  std::shared_ptr<const schema::schema> served_;
  std::set<std::string> told_;  // of columns that are not used, and tables without policies
  std::shared_ptr<execution::executor> executor_;
  // Those before it, one at least: none ends within a call of its own.
  std::vector<std::shared_ptr<execution::executor>> retired_;
  const bool knows_who_;
  identity identity_;
  front_door door_;
  result<done> outcome_ = done{};
};

bool applies_sql(const serve_options& options) {
  return options.chosen.database_url.empty() || options.apply_sql;
}

std::filesystem::path sql_directory(const serve_options& options) {
  return options.project / options.chosen.sql_directory;
}

watched_places places_of(const serve_options& options) {
  return {.file = options.file ? options.file->path : std::filesystem::path(),
          .sql_directory = applies_sql(options) ? sql_directory(options) : "",
          .file_as_read = options.file ? std::optional(options.file->as_read) : std::nullopt};
}

result<done> apply_files(const serve_options& options, const apply_sql_options& sql) {
  // Only the default one may be absent: a schema whose tables come from elsewhere.
  std::error_code error;
  if (options.chosen.sql_directory != settings().sql_directory &&
      !std::filesystem::is_directory(sql.directory, error)) {
    if (error && error != std::errc::no_such_file_or_directory) {
      return failed{
          system_failure("look into the SQL directory " + sql.directory.string(), error.value())};
    }
    return failed{failure{"the SQL directory " + sql.directory.string() + " does not exist"}};
  }
  const auto applied = apply_sql(sql, [&](std::string_view line) { say(options, line); });
  if (!applied) return failed{failure{applied.error().message, applied.error().hint}};
  return done{};
}

result<done> serve_embedded(const serve_options& options, started_files files, identity_source who,
                            const log_function& log) {
  const auto progress = [&](std::string_view line) { say(options, line); };
  FRAISEQL_TRY(database, development_database::start(
                             {.project = options.project, .fresh = options.fresh}, progress));
  files.sql = {.directory = sql_directory(options),
               .owner_conninfo = database->owner_conninfo(),
               .serving_role = std::string(development_database::serving_role)};
  FRAISEQL_TRY_DONE(apply_files(options, *files.sql));
  return service(options, database->serving_conninfo(), std::move(files), std::move(who), log)
      .run();
}

}  // namespace

bool is_watchable(const serve_options& options) { return !places_of(options).empty(); }

result<done> serve(const serve_options& options) {
  raise_descriptor_limit();
  const log_function log = make_log(options.chosen.lowest_level, options.chosen.format);
  if (auto wrong = missing_source(*options.schema, options.chosen))
    return failed{*std::move(wrong)};
  FRAISEQL_TRY(who, open_identity(options.chosen, options.project, log));
  started_files files;
  if (options.watch) files.watched.emplace(places_of(options));
  const std::string& database_url = options.chosen.database_url;
  if (database_url.empty()) {
    return serve_embedded(options, std::move(files), std::move(who), log);
  }
  if (options.apply_sql) {
    files.sql = {.directory = sql_directory(options), .owner_conninfo = database_url};
    FRAISEQL_TRY_DONE(apply_files(options, *files.sql));
  }
  return service(options, database_url, std::move(files), std::move(who), log).run();
}

}  // namespace fraiseql::server
