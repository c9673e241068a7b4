// Start: embedded database (if there is no database_url), SQL files, how many connections there
// may be, then the service (service.hpp); the embedded database is stopped last.
#include "server/serve.hpp"

#include <fmt/format.h>

#include <system_error>

#include "postgres/connection_limits.hpp"
#include "server/admin.hpp"
#include "server/apply_sql.hpp"
#include "server/connection_budget.hpp"
#include "server/descriptor_limit.hpp"
#include "server/development_database.hpp"
#include "server/endpoint_settings.hpp"
#include "server/graphiql.hpp"
#include "server/identity.hpp"
#include "server/listening.hpp"
#include "server/log.hpp"
#include "server/service.hpp"
#include "server/system_failure.hpp"
#include "server/trusted_documents.hpp"

namespace fraiseql::server {
namespace {

// What the program's functions read or write over.
std::size_t connections_of_functions(const serve_options& options) {
  const std::size_t lanes = (options.schema->repository() == nullptr ? 0U : 1U) +
                            (options.schema->has_commands() ? 1U : 0U);
  return lanes * options.chosen.workers;
}

// A database that is away is looked at when it is there.
result<connection_budget> agree_on_budget(const serve_options& options,
                                          const std::string& conninfo) {
  const auto limits = postgres::ask_connection_limits(conninfo);
  FRAISEQL_TRY(budget, make_budget(options.chosen,
                                   {.cores = usable_cores(),
                                    .is_local = postgres::is_on_this_machine(conninfo),
                                    .functions = connections_of_functions(options),
                                    .limits = limits ? std::optional(*limits) : std::nullopt}));
  if (auto over = limits ? over_budget(budget, *limits) : std::nullopt) {
    return failed{*std::move(over)};
  }
  say(options, fmt::format("connections to PostgreSQL: {}{}; {} {}", budget.to_text(),
                           limits ? " of " + limits->to_text() : "", budget.loops,
                           budget.loops == 1 ? "loop" : "loops"));
  return budget;
}

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
                            execution::document_rules documents, const log_function& log) {
  const auto progress = [&](std::string_view line) { say(options, line); };
  FRAISEQL_TRY(database, development_database::start(
                             {.project = options.project, .fresh = options.fresh}, progress));
  files.sql = {.directory = sql_directory(options),
               .owner_conninfo = database->owner_conninfo(),
               .serving_role = std::string(development_database::serving_role)};
  FRAISEQL_TRY_DONE(apply_files(options, *files.sql));
  const std::string conninfo = database->serving_conninfo();
  FRAISEQL_TRY(budget, agree_on_budget(options, conninfo));
  return run_service(
      {options, conninfo, budget, std::move(files), std::move(who), std::move(documents), log});
}

// What is known by an id, once the schema is known to answer it.
result<execution::document_rules> find_documents(const serve_options& options,
                                                 const log_function& log) {
  FRAISEQL_TRY(documents, open_documents(options.chosen, options.project, log));
  if (auto unfit = unfit_documents(documents, options.schema, options.chosen, log)) {
    return failed{*std::move(unfit)};
  }
  const std::string words = words_for(documents, options.chosen);
  if (!words.empty()) say(options, words);
  return std::move(documents);
}

}  // namespace

bool is_watchable(const serve_options& options) { return !places_of(options).empty(); }

result<done> serve(const serve_options& options) {
  raise_descriptor_limit();
  const log_function log = make_log(options.chosen.lowest_level, options.chosen.format);
  if (auto wrong = missing_source(*options.schema, options.chosen))
    return failed{*std::move(wrong)};
  FRAISEQL_TRY_DONE(check_listening(options.chosen));
  FRAISEQL_TRY_DONE(endpoint_options_of(options.chosen));
  if (auto wrong = refused_admin(options.chosen)) return failed{*std::move(wrong)};
  if (auto wrong = missing_graphiql(options.chosen)) return failed{*std::move(wrong)};
  FRAISEQL_TRY(who, open_identity(options.chosen, options.project, log));
  FRAISEQL_TRY(documents, find_documents(options, log));
  started_files files;
  if (options.watch) files.watched.emplace(places_of(options));
  const std::string& database_url = options.chosen.database_url;
  if (database_url.empty()) {
    return serve_embedded(options, std::move(files), std::move(who), std::move(documents), log);
  }
  if (options.apply_sql) {
    files.sql = {.directory = sql_directory(options), .owner_conninfo = database_url};
    FRAISEQL_TRY_DONE(apply_files(options, *files.sql));
  }
  FRAISEQL_TRY(budget, agree_on_budget(options, database_url));
  return run_service(
      {options, database_url, budget, std::move(files), std::move(who), std::move(documents), log});
}

}  // namespace fraiseql::server
