// run: a program of the user's is its own command line.
#include "fraiseql/run.hpp"

#include <functional>
#include <memory>
#include <optional>

#include "cli/command_line.hpp"
#include "cli/flags.hpp"
#include "cli/version.hpp"
#include "frontend/code/code_frontend.hpp"

namespace fraiseql::api {
namespace {

// Built when a command asks for it, so that --help works without one.
using schema_source = std::function<result<std::shared_ptr<const fraiseql::schema::schema>>()>;

schema_source source_of(const schema& declared) {
  return [&declared]() -> result<std::shared_ptr<const fraiseql::schema::schema>> {
    fraiseql::schema::schema_builder builder;
    frontend::fill(builder, declared);
    auto built = std::move(builder).build();
    if (built) return std::move(*built);
    std::string message = "the schema is not valid";
    for (const auto& error : built.error()) {
      message += "\n  " + error.message + " (" + error.origin + ")";
    }
    return failed{failure{std::move(message)}};
  };
}

template <class Use>
int with_schema(const schema_source& source, const Use& use) {
  const auto built = source();
  if (built) return use(*built);
  cli::report(built.error());
  return cli::failed_status;
}

std::map<std::string, std::string> in_code(const settings& chosen) {
  std::map<std::string, std::string> given;
  if (chosen.host) given["host"] = *chosen.host;
  if (chosen.port) given["port"] = std::to_string(*chosen.port);
  if (chosen.database_url) given["database_url"] = *chosen.database_url;
  if (chosen.profile) given["profile"] = *chosen.profile;
  if (chosen.sql_directory) given["sql_directory"] = *chosen.sql_directory;
  return given;
}

failure belongs_elsewhere(const std::string& flag, const CLI::App& serve, const CLI::App& command) {
  return {flag + " belongs to serve; it has no effect on " + cli::words_of(command),
          "leave it out, or write it behind serve: " + serve.get_name() + ' ' + flag};
}

// Flags before a command would be read and forgotten.
std::optional<failure> misplaced(const CLI::App& app, const CLI::App& serve) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  if (command == &app) return std::nullopt;
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() == 0) continue;
    const std::string flag = option->get_name();
    if (command->get_option_no_throw(flag) == nullptr) {
      return belongs_elsewhere(flag, serve, *command);
    }
    return failure{flag + " stands before " + cli::words_of(*command),
                   "write it behind: " + cli::words_of(*command) + ' ' + flag};
  }
  return std::nullopt;
}

std::optional<failure> unknown_argument(const CLI::App& command, const CLI::App& serve) {
  const std::vector<std::string> unknown = command.remaining();
  if (unknown.empty()) return std::nullopt;
  const std::string flag = unknown.front().substr(0, unknown.front().find('='));
  const bool is_of_serve = flag.starts_with("--") && serve.get_option_no_throw(flag) != nullptr;
  if (is_of_serve) return belongs_elsewhere(flag, serve, command);
  return cli::unknown_argument(command);
}

}  // namespace

int run(const schema& declared, int argc, char** argv, const settings& chosen) {
  const schema_source source = source_of(declared);
  cli::given_settings given{.in_code = in_code(chosen), .as_flags = {}};
  cli::serve_arguments serving;
  cli::explain_arguments explaining;

  CLI::App app("A GraphQL API over PostgreSQL, served by FraiseQL.");
  app.set_version_flag("--version", std::string("fraiseql ") + cli::version);
  app.require_subcommand(0, 1);
  CLI::App* serve = app.add_subcommand("serve", "serve the API over HTTP (the default)");
  serve->set_version_flag("--version", std::string("fraiseql ") + cli::version);
  for (CLI::App* one : {&app, serve}) cli::add_serving(*one, serving, given);
  CLI::App* schema_command = app.add_subcommand("schema", "the schema of the API");
  CLI::App* print = schema_command->add_subcommand("print", "print it as SDL");
  cli::print_arguments printing;
  cli::add_printing(*print, printing);
  CLI::App* introspect =
      schema_command->add_subcommand("introspect", "print what introspection answers, as JSON");
  CLI::App* explain = app.add_subcommand("explain");
  cli::add_explaining(*explain, explaining, given);
  cli::install_arguments installing;
  const CLI::App* install = cli::add_install(app, installing, given);
  cli::persist_arguments persisting;
  const CLI::App* persist = cli::add_persist(app, persisting);

  if (const auto ended = cli::read_arguments(app, argc, argv)) return *ended;
  auto wrong = misplaced(app, *serve);
  for (const CLI::App* one : cli::commands_of(app)) {
    if (!wrong) wrong = unknown_argument(*one, *serve);
  }
  if (wrong) {
    cli::report(*wrong);
    return cli::usage;
  }
  if (install->parsed()) return cli::install(given, installing);
  if (persist->parsed()) {
    if (const auto incomplete = cli::misused(persisting)) {
      cli::report(*incomplete);
      return cli::usage;
    }
    return with_schema(source, [&](const auto& built) { return cli::persist(persisting, built); });
  }
  if (print->parsed()) {
    return with_schema(source,
                       [&](const auto& built) { return cli::print_schema(*built, printing); });
  }
  if (introspect->parsed()) {
    return with_schema(source, [](const auto& built) { return cli::introspect_schema(*built); });
  }
  if (schema_command->parsed()) {
    cli::report(
        {"schema needs a command: print or introspect", "schema --help shows what there is"});
    return cli::usage;
  }
  return with_schema(source, [&](const auto& built) {
    const cli::served_project project{.schema = built};
    return explain->parsed() ? cli::explain(project, given, explaining)
                             : cli::serve(project, given, serving);
  });
}

}  // namespace fraiseql::api
