#include "cli/flags.hpp"

#include <memory>

#include "base/text.hpp"

namespace fraiseql::cli {

std::vector<CLI::App*> commands_of(CLI::App& app) {
  std::vector<CLI::App*> all = {&app};
  for (CLI::App* inner : app.get_subcommands({})) {
    const auto below = commands_of(*inner);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

std::string words_of(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  if (parent == nullptr) return {};
  const std::string before = words_of(*parent);
  return before.empty() ? command.get_name() : before + ' ' + command.get_name();
}

void add_settings(CLI::App& command, std::map<std::string, std::string>& flags,
                  bool (*obeys)(std::string_view name)) {
  for (const server::setting_key& key : server::setting_keys()) {
    if (!obeys(key.name)) continue;
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

CLI::App* add_install(CLI::App& app, install_arguments& into, given_settings& settings) {
  CLI::App* made = app.add_subcommand(
      "install", "make the table that idempotency keys need in the database of --database-url");
  made->add_option("--serving-role", into.serving_role,
                   "the role that the server connects as; otherwise the one that connects now")
      ->type_name("NAME");
  made->add_flag("--print", into.print, "print the SQL instead of running it");
  add_settings(*made, settings.as_flags,
               [](std::string_view name) { return name == "database_url"; });
  return made;
}

void add_serving(CLI::App& command, serve_arguments& into, given_settings& settings) {
  command.add_flag("--fresh", into.fresh, "begin with an empty development database");
  command.add_flag("--apply-sql", into.apply_sql,
                   "apply the SQL directory to the database of --database-url, too");
  command.add_flag("--watch", into.watch, "serve what is saved meanwhile: schema and SQL files");
  command.add_flag("--check-indexes", into.check_indexes,
                   "say which filters have no index, and what would give them one");
  add_settings(command, settings.as_flags, [](std::string_view) { return true; });
}

// It does not listen, so it obeys what has a say in plans alone, PostgreSQL's among them.
void add_explaining(CLI::App& command, explain_arguments& into, given_settings& settings) {
  command.description(
      "show one request at every stage: document, operation, plan, SQL, response shape, an example "
      "answer, the indexes that serve it and, if asked for, PostgreSQL's plans");
  command.add_option("document", into.document, "the GraphQL text");
  command.add_option("--document", into.file, "a file that holds the GraphQL text");
  command.add_option("--variables", into.variables, "the variables, as JSON");
  command.add_option("--operation", into.operation_name, "the operation's name");
  command.add_option("--output", into.output,
                     "write a file a stage to this directory, instead of printing them");
  command.add_option("--format", into.format, "text, or json for one object");
  command.add_flag("--plan", into.plan, "ask PostgreSQL how it would carry out each read");
  command.add_flag("--analyze", into.analyze,
                   "carry each read out, too, and say its times and rows; implies --plan");
  add_settings(command, settings.as_flags, [](std::string_view name) {
    const bool is_limit = name.starts_with("max_") && name != "max_body_bytes" &&
                          name != "max_batch" && name != "max_connections_per_address";
    return is_limit || name == "database_url" || name == "profile" || name == "regex_filters" ||
           name == "search_configuration" || name == "statement_timeout_ms";
  });
}

void add_printing(CLI::App& command, print_arguments& into) {
  command.add_flag("--sort", into.sort, "in the order of the names");
  command.add_flag("--with-directives", into.with_directives,
                   "with the directives that bind it, instead of what they add");
}

CLI::App* add_persist(CLI::App& app, persist_arguments& into) {
  CLI::App* made =
      app.add_subcommand("persist", "make a manifest of trusted documents from a folder");
  made->add_option("FOLDER", into.folder, "where the .graphql and .gql files are")
      ->type_name("DIR");
  made->add_option("-o,--output", into.output, "the manifest; - is standard output")
      ->type_name("FILE");
  return made;
}

std::optional<int> read_arguments(CLI::App& app, int argc, char** argv) {
  for (CLI::App* one : commands_of(app)) one->allow_extras();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stopped) {
    if (stopped.get_exit_code() == 0) return app.exit(stopped);  // --help, --version
    report({stopped.what(), "--help shows what there is"});
    return usage;
  } catch (const std::exception& broken) {
    report({std::string("a flag has a value it cannot have: ") + broken.what()});
    return usage;
  }
  return std::nullopt;
}

std::optional<failure> unknown_argument(const CLI::App& command) {
  std::vector<std::string> unknown = command.remaining();
  std::erase(unknown, "--");  // it has done its work: what follows is no flag
  if (unknown.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) names.push_back(option->get_name());
  for (const CLI::App* sub : command.get_subcommands({})) names.push_back(sub->get_name());
  // What follows an unknown flag may be its value; the first one is what was misspelt.
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string& given = unknown.front();
  return failure{
      "unknown argument \"" + given + "\"" + did_you_mean(given.substr(0, given.find('=')), known),
      "--help shows what there is"};
}

}  // namespace fraiseql::cli
