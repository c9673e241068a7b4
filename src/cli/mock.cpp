// `mock`: example data over HTTP, without a database.
#include "server/mock.hpp"

#include "cli/program.hpp"
#include "cli/try_it.hpp"

namespace fraiseql::cli {

exit_status mock(const std::string& schema, const given_settings& given) {
  const auto opened = open_schema(schema);
  if (!opened) return opened.error();
  const auto settings = read_settings(given, ".");
  if (!settings) {
    report(settings.error());
    return usage;
  }
  const auto served = server::serve_examples(
      {.chosen = settings->values(),
       .schema = *opened,
       .say = print_line,
       .hint = [&](const std::string& address) { return try_it(**opened, address); }});
  if (served) return success;
  report(served.error());
  return failed_status;
}

}  // namespace fraiseql::cli
