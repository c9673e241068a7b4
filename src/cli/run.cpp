// run: a program of the user's is its own command line.
#include "fraiseql/run.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "cli/command_line.hpp"
#include "cli/version.hpp"
#include "frontend/code/code_frontend.hpp"

namespace fraiseql::api {
namespace {

cli::schema_source source_of(const schema& declared) {
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

std::map<std::string, std::string> in_code(const settings& chosen) {
  std::map<std::string, std::string> given;
  if (chosen.host) given["host"] = *chosen.host;
  if (chosen.port) given["port"] = std::to_string(*chosen.port);
  if (chosen.database_url) given["database_url"] = *chosen.database_url;
  if (chosen.profile) given["profile"] = *chosen.profile;
  if (chosen.sql_directory) given["sql_directory"] = *chosen.sql_directory;
  return given;
}

// The settings that `explain` obeys, for it neither listens nor asks a database.
bool is_limit(const server::setting_key& key) { return key.name.starts_with("max_"); }
bool is_any(const server::setting_key&) { return true; }

// Each setting that the command obeys is a flag of it.
void add_settings(CLI::App& command, std::map<std::string, std::string>& flags,
                  bool (*obeys)(const server::setting_key&)) {
  for (const server::setting_key& key : server::setting_keys()) {
    if (!obeys(key)) continue;
    std::string names;
    for (const std::string& variable : server::environment_names(key.name)) {
      names += (names.empty() ? "" : ", ") + variable;
    }
    const std::string flag = server::flag_name(key.name);
    const std::string description = std::string(key.description) + " (" + names + ")";
    const auto set = [&flags, name = std::string(key.name)](const std::string& value) {
      flags[name] = value;
    };
    CLI::Option* added = nullptr;
    if (key.is_switch) {
      // A flag's value is "true" where none is given; `set` sees either.
      auto value = std::make_shared<std::string>();
      added =
          command.add_flag(flag, *value, description)->each([set, value](const std::string& given) {
            set(given);
          });
    } else {
      added = command.add_option_function<std::string>(flag, set, description);
    }
    added->group("Settings")->take_last();
  }
}

// The name of the command as it is written behind the program's.
std::string words_of(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  if (parent == nullptr) return {};
  const std::string before = words_of(*parent);
  return before.empty() ? command.get_name() : before + ' ' + command.get_name();
}

failure belongs_elsewhere(const std::string& flag, const CLI::App& serve, const CLI::App& command) {
  return {flag + " belongs to serve; it has no effect on " + words_of(command),
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
    return failure{flag + " stands before " + words_of(*command),
                   "write it behind: " + words_of(*command) + ' ' + flag};
  }
  return std::nullopt;
}

// Words for the first unknown flag or command, with the nearest known one.
std::string suggestion(const CLI::App& command, const std::vector<std::string>& unknown) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) names.push_back(option->get_name());
  for (const CLI::App* sub : command.get_subcommands({})) names.push_back(sub->get_name());
  // What follows an unknown flag may be its value; the first one is what was misspelt.
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string& given = unknown.front();
  return "unknown argument \"" + given + "\"" +
         did_you_mean(given.substr(0, given.find('=')), known);
}

std::optional<failure> unknown_argument(const CLI::App& command, const CLI::App& serve) {
  const std::vector<std::string> unknown = command.remaining();
  if (unknown.empty()) return std::nullopt;
  const std::string flag = unknown.front().substr(0, unknown.front().find('='));
  const bool is_of_serve = flag.starts_with("--") && serve.get_option_no_throw(flag) != nullptr;
  if (is_of_serve) return belongs_elsewhere(flag, serve, command);
  return failure{suggestion(command, unknown), "--help shows what there is"};
}

}  // namespace

int run(const schema& declared, int argc, char** argv, const settings& chosen) {
  const cli::schema_source source = source_of(declared);
  cli::given_settings given{.in_code = in_code(chosen), .as_flags = {}};
  cli::serve_arguments serving;
  cli::explain_arguments explaining;

  CLI::App app("A GraphQL API over PostgreSQL, served by FraiseQL.");
  app.set_version_flag("--version", std::string("fraiseql ") + cli::version);
  app.require_subcommand(0, 1);
  CLI::App* serve = app.add_subcommand("serve", "serve the API over HTTP (the default)");
  serve->set_version_flag("--version", std::string("fraiseql ") + cli::version);
  for (CLI::App* one : {&app, serve}) {
    one->add_flag("--fresh", serving.fresh, "begin with an empty development database");
    one->add_flag("--apply-sql", serving.apply_sql,
                  "apply the SQL directory to the database of --database-url, too");
    add_settings(*one, given.as_flags, is_any);
  }
  CLI::App* schema_command = app.add_subcommand("schema", "the schema of the API");
  CLI::App* print = schema_command->add_subcommand("print", "print it as SDL");
  CLI::App* explain = app.add_subcommand(
      "explain", "show every stage of one request: operation, plan, SQL, response shape");
  explain->add_option("document", explaining.document, "the GraphQL text");
  explain->add_option("--document", explaining.file, "a file that holds the GraphQL text");
  explain->add_option("--variables", explaining.variables, "the variables, as JSON");
  explain->add_option("--operation", explaining.operation_name, "the operation's name");
  add_settings(*explain, given.as_flags, is_limit);
  for (CLI::App* one : {&app, serve, schema_command, print, explain}) one->allow_extras();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stopped) {
    if (stopped.get_exit_code() == 0) return app.exit(stopped);  // --help, --version
    cli::report({stopped.what(), "--help shows what there is"});
    return cli::usage;
  } catch (const std::exception& broken) {
    cli::report({std::string("a flag has a value it cannot have: ") + broken.what()});
    return cli::usage;
  }
  auto wrong = misplaced(app, *serve);
  for (const CLI::App* one : {&app, serve, schema_command, print, explain}) {
    if (!wrong) wrong = unknown_argument(*one, *serve);
  }
  if (wrong) {
    cli::report(*wrong);
    return cli::usage;
  }
  if (print->parsed()) return cli::print_schema(source);
  if (schema_command->parsed()) {
    cli::report({"schema needs a command: print", "schema --help shows what there is"});
    return cli::usage;
  }
  if (explain->parsed()) return cli::explain(source, given, explaining);
  return cli::serve(source, given, serving);
}

}  // namespace fraiseql::api
