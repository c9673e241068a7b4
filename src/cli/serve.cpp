// `serve`: the settings as they are in effect, then the server, then a request to try.
#include "server/serve.hpp"

#include "cli/command_line.hpp"
#include "cli/try_it.hpp"

namespace fraiseql::cli {

namespace {

// Flags that would do nothing.
std::optional<failure> refused(const server::serve_options& options) {
  const bool is_embedded = options.chosen.database_url.empty();
  if (!is_embedded && options.fresh) {
    return failure{"--fresh is for the embedded database; a database_url is set",
                   "unset it, or empty that database yourself"};
  }
  if (is_embedded && options.apply_sql) {
    return failure{
        "--apply-sql is for a database_url; the embedded database has its SQL applied anyway"};
  }
  if (options.watch && !server::is_watchable(options)) {
    return failure{
        "--watch has nothing to watch: the schema is part of the program, and the SQL of "
        "a database_url is applied with --apply-sql only",
        "add --apply-sql, or leave --watch out"};
  }
  return std::nullopt;
}

}  // namespace

int serve(const served_project& project, const given_settings& given,
          const serve_arguments& arguments) {
  const auto settings = read_settings(given, project.directory);
  if (!settings) {
    report(settings.error());
    return usage;
  }
  for (const std::string& line : settings->describe()) print_line(line);
  const server::serve_options options = {
      .chosen = settings->values(),
      .schema = project.schema,
      .project = project.directory,
      .fresh = arguments.fresh,
      .apply_sql = arguments.apply_sql,
      .watch = arguments.watch,
      .check_indexes = arguments.check_indexes,
      .file = project.file,
      .say = print_line,
      .hint = [&](const std::string& address) { return try_it(*project.schema, address); }};
  if (const auto wrong = refused(options)) {
    report(*wrong);
    return usage;
  }
  const auto served = server::serve(options);
  if (served) return success;
  report(served.error());
  return failed_status;
}

}  // namespace fraiseql::cli
