// `serve`: the settings as they are in effect, then the server, then a request to try.
#include "server/serve.hpp"

#include "cli/command_line.hpp"
#include "cli/try_it.hpp"

namespace fraiseql::cli {

int serve(const schema_source& source, const given_settings& given,
          const serve_arguments& arguments) {
  const auto built = source();
  if (!built) {
    report(built.error());
    return failed_status;
  }
  const auto settings = read_settings(given, ".");
  if (!settings) {
    report(settings.error());
    return usage;
  }
  for (const std::string& line : settings->describe()) print_line(line);
  const server::settings& chosen = settings->values();
  if (!chosen.database_url.empty() && arguments.fresh) {
    report({"--fresh is for the embedded database; a database_url is set",
            "unset it, or empty that database yourself"});
    return usage;
  }
  if (chosen.database_url.empty() && arguments.apply_sql) {
    report({"--apply-sql is for a database_url; the embedded database has its SQL applied anyway"});
    return usage;
  }
  const auto served =
      server::serve({.chosen = chosen,
                     .schema = *built,
                     .project = ".",
                     .fresh = arguments.fresh,
                     .apply_sql = arguments.apply_sql,
                     .say = print_line,
                     .hint = [&](const std::string& address) { return try_it(**built, address); }});
  if (!served) {
    report(served.error());
    return failed_status;
  }
  return success;
}

}  // namespace fraiseql::cli
