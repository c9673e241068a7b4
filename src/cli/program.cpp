#include "cli/program.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/flags.hpp"
#include "cli/project.hpp"
#include "cli/version.hpp"
#include "server/mock.hpp"

namespace fraiseql::cli {
namespace {

// What was given, and which command it was given to.
struct program_arguments {
  validate_arguments validating;
  execute_arguments executing;
  std::string project;  // the schema file of serve and explain
  serve_arguments serving;
  explain_arguments explaining;
  print_arguments printing;
  given_settings settings;    // of serve, explain, mock and install
  std::string before, after;  // of schema diff
  std::string document;       // of format
  init_arguments starting;
  install_arguments installing;
  persist_arguments persisting;
  bool limits = false;
  bool cpp = false;
  bool examples = false;
  bool json = false;
  bool lines = false;
};

struct commands {
  CLI::App* serve = nullptr;
  CLI::App* explain = nullptr;
  CLI::App* validate = nullptr;
  CLI::App* execute = nullptr;
  CLI::App* mock = nullptr;
  CLI::App* schema = nullptr;
  CLI::App* check = nullptr;
  CLI::App* print = nullptr;
  CLI::App* introspect = nullptr;
  CLI::App* directives = nullptr;
  CLI::App* diff = nullptr;
  CLI::App* format = nullptr;
  CLI::App* init = nullptr;
  CLI::App* install = nullptr;
  CLI::App* persist = nullptr;
};

constexpr const char* a_schema =
    "a file of SDL, schema.graphql if there is one; - is standard input";
constexpr const char* a_document = "a file of GraphQL text; - is standard input";
constexpr const char* a_server = "apply a server's limits, too";

void add_lines(CLI::App& command, program_arguments& into, const char* members) {
  command.add_flag("--jsonl", into.lines,
                   std::string("answer a JSON object a line on standard input: ") + members);
}

CLI::App* declare_execute(CLI::App& app, program_arguments& into) {
  execute_arguments& given = into.executing;
  CLI::App* made = app.add_subcommand("execute", "answer a document, with example data");
  made->add_flag("--mock", into.examples, "with example data; required, there is no database");
  made->add_option("--schema", given.schema, a_schema)->type_name("FILE");
  made->add_option("--document", given.document, a_document)->type_name("FILE");
  made->add_option("--variables", given.variables, "the variables, an object")->type_name("JSON");
  made->add_option("--operation", given.operation_name, "which of its operations")
      ->type_name("NAME");
  made->add_flag("--limits", into.limits, a_server);
  add_lines(*made, into, R"({"id", "schema", "document", "variables", "operation"})");
  made->footer(
      "Example:\n  fraiseql execute --mock --schema schema.graphql --document query.graphql");
  return made;
}

CLI::App* declare_mock(CLI::App& app, program_arguments& into) {
  CLI::App* made = app.add_subcommand("mock", "serve example data over HTTP, without a database");
  made->add_option("--schema", into.executing.schema, a_schema)->type_name("FILE");
  add_settings(*made, into.settings.as_flags, server::is_mock_setting);
  made->footer("Example:\n  fraiseql mock --schema schema.graphql --port 8081");
  return made;
}

void declare_project_commands(CLI::App& app, commands& made, program_arguments& into) {
  made.serve = app.add_subcommand("serve", "serve a schema that is bound to PostgreSQL");
  made.explain = app.add_subcommand("explain");
  for (CLI::App* one : {made.serve, made.explain}) {
    one->add_option("--schema", into.project,
                    "the schema file, schema.graphql otherwise; its directory is the project's")
        ->type_name("FILE");
  }
  add_serving(*made.serve, into.serving, into.settings);
  made.serve->footer("Example:\n  fraiseql serve --watch");
  add_explaining(*made.explain, into.explaining, into.settings);
  made.explain->footer("Example:\n  fraiseql explain '{ notes { title } }'");
}

commands declare(CLI::App& app, program_arguments& into) {
  commands made;
  declare_project_commands(app, made, into);
  made.validate = app.add_subcommand("validate", "is a document legal for a schema?");
  made.validate->add_option("--schema", into.validating.schema, a_schema)->type_name("FILE");
  made.validate->add_option("--document", into.validating.document, a_document)->type_name("FILE");
  made.validate->add_option("--rule", into.validating.rule, "apply this rule alone")
      ->type_name("NAME");
  made.validate->add_flag("--json", into.json, "print the verdict as JSON");
  made.validate->add_flag("--limits", into.limits, a_server);
  add_lines(*made.validate, into, R"({"id", "schema", "document", "rule"})");
  made.validate->footer(
      "Example:\n  fraiseql validate --schema schema.graphql --document query.graphql");

  made.execute = declare_execute(app, into);
  made.mock = declare_mock(app, into);

  made.schema = app.add_subcommand("schema", "look at a schema");
  made.check = made.schema->add_subcommand("check", "is it a schema?");
  made.check->add_flag("--json", into.json, "print the verdict as JSON");
  add_lines(*made.check, into, R"({"id", "schema"})");
  made.check->footer("Example:\n  fraiseql schema check --schema schema.graphql");
  made.print = made.schema->add_subcommand("print", "print it as SDL, extensions merged");
  add_printing(*made.print, into.printing);
  made.print->footer("Example:\n  fraiseql schema print --sort --schema schema.graphql");
  made.introspect =
      made.schema->add_subcommand("introspect", "print what introspection answers, as JSON");
  made.introspect->footer("Example:\n  fraiseql schema introspect --schema schema.graphql");
  for (CLI::App* one : {made.check, made.print, made.introspect}) {
    one->add_option("--schema", into.validating.schema, a_schema)->type_name("FILE");
  }
  made.directives = made.schema->add_subcommand(
      "directives", "print the directives that bind a schema, for editors");
  made.directives->footer("Example:\n  fraiseql schema directives > directives.graphql");
  made.diff = made.schema->add_subcommand("diff", "list breaking and dangerous changes");
  made.diff->add_option("OLD", into.before, a_schema)->type_name("FILE");
  made.diff->add_option("NEW", into.after, a_schema)->type_name("FILE");
  made.diff->add_flag("--json", into.json, "print them as JSON");
  made.diff->footer("Example:\n  fraiseql schema diff old.graphql new.graphql");

  made.format = app.add_subcommand("format", "print a document or SDL in canonical form");
  made.format->add_option("--document", into.document, a_document)->type_name("FILE");
  made.format->footer("Example:\n  fraiseql format --document query.graphql");

  made.init = app.add_subcommand("init", "make a project to start from: schema, SQL, tests");
  made.init->add_option("DIR", into.starting.directory, "a new or empty directory");
  made.init->add_flag("--cpp", into.cpp, "a program in C++ instead of a schema.graphql");
  made.init->footer("Example:\n  fraiseql init my-tasks");
  made.install = add_install(app, into.installing, into.settings);
  made.persist = add_persist(app, into.persisting);
  made.persist->add_option("--schema", into.validating.schema, a_schema)->type_name("FILE");
  made.persist->footer("Example:\n  fraiseql persist src -o documents.json");
  made.install->footer("Example:\n  fraiseql install --serving-role app");
  return made;
}

// A file that a command needs, under the name it has on the command line.
struct needed {
  const char* name;
  const std::string& file;
};

// What is missing from a command, or given to it in vain.
std::optional<failure> misused(const CLI::App& command, const program_arguments& given,
                               std::initializer_list<needed> files) {
  const std::string help = words_of(command) + " --help shows what there is";
  if (given.lines) {
    for (const CLI::Option* option : command.get_options()) {
      const std::string name = option->get_name();
      const bool goes_with_it = name == "--jsonl" || name == "--limits" || name == "--mock";
      if (option->count() == 0 || goes_with_it) continue;
      return failure{"--jsonl takes everything from its lines, so " + name + " has no effect",
                     "leave one of them out"};
    }
    return std::nullopt;
  }
  std::size_t standard = 0;
  for (const needed& one : files) {
    if (one.file.empty()) return failure{words_of(command) + " needs " + one.name, help};
    standard += one.file == "-" ? 1 : 0;
  }
  if (standard < 2) return std::nullopt;
  return failure{"standard input can be read once only", "name a file instead of one -"};
}

int run_execute(program_arguments& given, server_limits limits) {
  if (!given.examples) {
    report({"execute needs --mock: it has no database to execute on",
            "the serve command of a program of yours answers from one"});
    return usage;
  }
  given.executing.limits = limits;
  return given.lines ? execute_example_lines(limits) : execute_example(given.executing);
}

int run_project_command(const commands& all, program_arguments& given) {
  if (all.serve->parsed() && given.project == "-") {
    report({"serve needs a file: what lies beside it belongs to the project",
            "write it to schema.graphql"});
    return usage;
  }
  const auto project = open_project(given.project);
  if (!project) return project.error();
  return all.serve->parsed() ? serve(*project, given.settings, given.serving)
                             : explain(*project, given.settings, given.explaining);
}

// Whether a command was given, with the files that it needs; what keeps it from running.
struct question {
  const program_arguments& given;
  std::optional<failure> wrong = {};

  bool operator()(const CLI::App* command, std::initializer_list<needed> files) {
    if (wrong || !command->parsed()) return false;
    wrong = misused(*command, given, files);
    return !wrong;
  }
};

int end_with(const failure& why) {
  report(why);
  return usage;
}

int run_schema_command(const commands& all, const program_arguments& given) {
  const std::string& schema = given.validating.schema;
  const auto with_schema = [&](const auto& use) -> int {
    const auto opened = open_schema(schema);
    return opened ? use(**opened) : opened.error();
  };
  const auto form = given.json ? output_form::json : output_form::text;
  question is_asked{given};
  if (is_asked(all.check, {{"--schema", schema}})) {
    return given.lines ? check_schema_lines() : check_schema(schema, form);
  }
  if (is_asked(all.print, {{"--schema", schema}})) {
    return with_schema([&](const auto& opened) { return print_schema(opened, given.printing); });
  }
  if (is_asked(all.introspect, {{"--schema", schema}})) {
    return with_schema([](const auto& opened) { return introspect_schema(opened); });
  }
  if (is_asked(all.directives, {})) return print_directives();
  if (is_asked(all.diff, {{"OLD", given.before}, {"NEW", given.after}})) {
    return diff_schemas(given.before, given.after, form);
  }
  if (is_asked.wrong) return end_with(*is_asked.wrong);
  return end_with({"schema needs a command: check, print, introspect, directives or diff",
                   "schema --help shows what there is"});
}

int run_persist(program_arguments& given) {
  persist_arguments& persisting = given.persisting;
  if (const auto wrong = misused(persisting)) return end_with(*wrong);
  persisting.schema = given.validating.schema;
  if (persisting.schema.empty()) return persist(persisting, nullptr);
  const auto schema = open_schema(persisting.schema);
  return schema ? persist(persisting, *schema) : schema.error();
}

int run_command(const commands& all, program_arguments& given) {
  if (all.serve->parsed() || all.explain->parsed()) return run_project_command(all, given);
  if (all.persist->parsed()) return run_persist(given);
  if (all.schema->parsed()) return run_schema_command(all, given);
  const auto limits = given.limits ? server_limits::on : server_limits::off;
  const execute_arguments& executing = given.executing;
  validate_arguments& validating = given.validating;
  question is_asked{given};
  if (is_asked(all.validate,
               {{"--schema", validating.schema}, {"--document", validating.document}})) {
    validating.form = given.json ? output_form::json : output_form::text;
    validating.limits = limits;
    return given.lines ? validate_lines(limits) : validate(validating);
  }
  if (is_asked(all.execute, {{"--schema", executing.schema}, {"--document", executing.document}})) {
    return run_execute(given, limits);
  }
  if (is_asked(all.mock, {{"--schema", executing.schema}})) {
    return mock(executing.schema, given.settings);
  }
  if (is_asked(all.format, {{"--document", given.document}})) {
    return format_document(given.document);
  }
  if (is_asked(all.init, {{"DIR", given.starting.directory}})) {
    if (given.cpp) given.starting.kind = project_kind::cpp;
    return init(given.starting);
  }
  if (is_asked(all.install, {})) return install(given.settings, given.installing);
  if (is_asked.wrong) return end_with(*is_asked.wrong);
  return end_with(
      {"a command is needed: serve, explain, validate, execute, mock, schema, format, init, "
       "install or persist",
       "--help shows what there is"});
}

// In a project's directory its schema need not be named.
void find_schema(program_arguments& given) {
  std::error_code ignored;
  if (given.lines || !std::filesystem::is_regular_file(default_schema_file, ignored)) return;
  for (std::string* file : {&given.validating.schema, &given.executing.schema}) {
    if (file->empty()) *file = default_schema_file;
  }
}

}  // namespace

int run_program(int argc, char** argv) {
  program_arguments given;
  CLI::App app(
      "A GraphQL API over PostgreSQL, from a schema file. And GraphQL text: validate documents, "
      "look at schemas, format both, answer with examples.",
      "fraiseql");
  app.footer("fraiseql COMMAND --help shows a command's flags and an example.");
  app.set_version_flag("--version", std::string("fraiseql ") + version);
  const commands all = declare(app, given);
  given.starting.program = argc > 0 ? argv[0] : "fraiseql";
  if (const auto ended = read_arguments(app, argc, argv)) return *ended;
  for (const CLI::App* command : commands_of(app)) {
    const auto unknown = unknown_argument(*command);
    if (!unknown) continue;
    report(*unknown);
    return usage;
  }
  find_schema(given);
  const int status = run_command(all, given);
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  report({"cannot write to standard output: " + std::generic_category().message(errno)});
  return usage;
}

}  // namespace fraiseql::cli
