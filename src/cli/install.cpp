// `install`: makes the tables of FraiseQL's own in the database of `database_url`, as the role that
// connects.
#include "server/install.hpp"

#include "cli/command_line.hpp"
#include "postgres/blocking_session.hpp"

namespace fraiseql::cli {
namespace {

failure in_words(const postgres::error& why) {
  return {"cannot install: " + why.message, why.hint.empty() && why.sqlstate == "42704"
                                                ? "make the role first: CREATE ROLE ... LOGIN"
                                                : why.hint};
}

std::string what_was_made(server::installation when, const std::string& serving_role) {
  const std::string who =
      serving_role.empty() ? "the role that connects" : "the role " + serving_role;
  return when == server::installation::before
             ? "fraiseql.idempotency is there, and " + who + " may use it: nothing to do"
             : "made the table fraiseql.idempotency; " + who + " may use it";
}

}  // namespace

int install(const given_settings& given, const install_arguments& arguments) {
  // PostgreSQL takes it for everybody, quoted or not.
  if (arguments.serving_role == "public") {
    report(
        {"--serving-role public would be everybody", "name the role that the server connects as"});
    return usage;
  }
  if (arguments.print) {
    print_text(server::install_script(arguments.serving_role));
    return success;
  }
  const auto settings = read_settings(given, ".");
  if (!settings) {
    report(settings.error());
    return usage;
  }
  const std::string& database_url = settings->values().database_url;
  if (database_url.empty()) {
    report({"install needs a database_url; the embedded database has its tables by itself",
            "set DATABASE_URL or --database-url, of the role that owns the objects; or print the "
            "SQL with --print"});
    return usage;
  }
  auto session = postgres::blocking_session::connect(database_url);
  if (!session) {
    report(in_words(session.error()));
    return failed_status;
  }
  const auto made = server::install(*session, arguments.serving_role);
  if (!made) {
    report(in_words(made.error()));
    return failed_status;
  }
  print_line(what_was_made(*made, arguments.serving_role));
  return success;
}

}  // namespace fraiseql::cli
