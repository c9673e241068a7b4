// `explain`: one request seen at every stage, without running it. Where a database can be asked,
// it is planned with what is found there, and PostgreSQL tells its own plans on request.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

#include "cli/command_line.hpp"
#include "cli/index_section.hpp"
#include "cli/plan_section.hpp"
#include "cli/source_text.hpp"
#include "execution/example.hpp"
#include "execution/explain.hpp"
#include "execution/prepare.hpp"
#include "execution/stages.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "language/parser.hpp"
#include "sql/statement.hpp"

namespace fraiseql::cli {
namespace {

using execution::stage;

// What the flags ask for together.
result<done> check(const explain_arguments& arguments) {
  if (arguments.format != "text" && arguments.format != "json") {
    return failed{failure{"--format must be text or json, not \"" + arguments.format + "\""}};
  }
  if (arguments.format == "json" && !arguments.output.empty()) {
    return failed{failure{"--format json prints one object, so --output has no effect",
                          "leave one of them out"}};
  }
  return done{};
}

result<execution::request> request_of(const explain_arguments& arguments, const limits& bounds) {
  if (arguments.document.empty() == arguments.file.empty()) {
    return failed{failure{"give the document as text or by --document FILE"}};
  }
  execution::request request{.document = arguments.document,
                             .operation_name = arguments.operation_name};
  if (!arguments.file.empty()) {
    FRAISEQL_TRY(file, read_source(arguments.file));
    request.document = std::move(file.text);
  }
  auto variables = json::read(arguments.variables, {.max_depth = bounds.json_depth});
  if (!variables) return failed{failure{"--variables: " + variables.error().message}};
  request.variables = std::move(*variables);
  return request;
}

void print_stages(const std::vector<stage>& stages) {
  for (const auto& [name, text] : stages) {
    std::printf("# %s\n%s%s\n", name.c_str(), text.c_str(), text.ends_with('\n') ? "" : "\n");
  }
}

result<done> write_stages(const std::vector<stage>& stages,
                          const std::filesystem::path& directory) {
  std::error_code trouble;
  std::filesystem::create_directories(directory, trouble);
  if (trouble) {
    return failed{
        failure{"cannot make the directory " + directory.string() + ": " + trouble.message()}};
  }
  for (const auto& [name, text] : stages) {
    std::ofstream file(directory / name, std::ios::binary);
    file << text << std::flush;
    if (!file) return failed{failure{"cannot write " + (directory / name).string()}};
  }
  return done{};
}

void print_errors(const std::vector<graphql_error>& errors) {
  for (const graphql_error& error : errors) {
    std::string where;
    for (const source_location& at : error.locations) {
      where += std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
    }
    const std::string code(to_string(error.code));
    std::fprintf(stderr, "error: %s%s (%s)\n", where.c_str(), error.message.c_str(), code.c_str());
  }
}

// What a server would say of the request's values before it sends them.
std::vector<graphql_error> values_that_do_not_fit(const execution::prepared_request& prepared) {
  std::vector<graphql_error> wrong;
  for (const auto& of_step : prepared.operation->statements) {
    for (const auto& statement : of_step) {
      const auto bound = sql::bind(*statement, prepared.variables);
      if (!bound) wrong.push_back(bound.error());
    }
  }
  return wrong;
}

// All that is shown of a request.
struct explained {
  const language::document& document;
  const execution::prepared_request& prepared;
  std::string indexes;
  std::optional<execution::explained_fields> plans = {};  // if they were asked for
};

std::string to_json(const explained& all) {
  std::string text = "{" + execution::members_of(all.document, all.prepared) + ",\"answer\":" +
                     example_answer(all.prepared, execution::example_values::realistic).body +
                     ",\"indexes\":";
  json::write_string(text, all.indexes);
  if (all.plans) text += ",\"postgresql\":" + execution::to_json(*all.plans);
  return text + "}";
}

void print_all(const explained& all) {
  std::vector<stage> stages = execution::headings_of(all.document, all.prepared);
  stages.push_back({"indexes", all.indexes});
  for (const auto& one : all.plans.value_or(execution::explained_fields())) {
    stages.push_back({"plan of " + one.field, text_of(one)});
  }
  print_stages(stages);
}

result<done> write_files(const explained& all, const std::filesystem::path& directory) {
  std::vector<stage> stages = execution::files_of(all.document, all.prepared);
  stages.push_back({"indexes.txt", all.indexes});
  if (all.plans) {
    stage& plans = stages.emplace_back("postgresql.txt");
    for (const auto& one : *all.plans) plans.text += "# " + one.field + "\n" + text_of(one);
  }
  return write_stages(stages, directory);
}

int show(const explained& all, const explain_arguments& arguments) {
  if (arguments.format == "json") {
    print_text(to_json(all));
  } else if (arguments.output.empty()) {
    print_all(all);
  } else if (const auto written = write_files(all, arguments.output); !written) {
    report(written.error());
    return usage;
  }
  const bool is_complete =
      !all.plans || std::ranges::none_of(*all.plans, &execution::explained_field::has_failed);
  return is_complete ? success : failed_status;
}

sql::explain_options asked_of_postgresql(const explain_arguments& arguments) {
  return {.depth = arguments.analyze ? sql::explain_depth::analysis : sql::explain_depth::plan,
          .form = arguments.format == "json" ? sql::explain_form::json : sql::explain_form::text};
}

result<done> add_plans(explained& to, const result<known_database>& database,
                       const server::settings& chosen, const explain_arguments& arguments) {
  if (!arguments.plan && !arguments.analyze) return done{};
  if (!database) {
    return failed{failure{"PostgreSQL cannot be asked for its plans: " + database.error().message,
                          "set database_url, or serve the project meanwhile"}};
  }
  to.plans = plans_of(to.prepared, *database, chosen, asked_of_postgresql(arguments));
  return done{};
}

}  // namespace

int explain(const served_project& project, const given_settings& given,
            const explain_arguments& arguments) {
  const auto settings = read_settings(given, project.directory);
  if (!settings) {
    report(settings.error());
    return usage;
  }
  if (const auto fits = check(arguments); !fits) {
    report(fits.error());
    return usage;
  }
  const auto request = request_of(arguments, settings->values().limits);
  if (!request) {
    report(request.error());
    return usage;
  }
  const server::settings& chosen = settings->values();
  execution::preparer preparer(project.schema, chosen.limits, {},
                               {.regex_filters = chosen.is_on(chosen.regex_filters),
                                .search_configuration = chosen.search_configuration},
                               {.are_all = true});
  const auto database = look_at_database(project, chosen);
  if (database) preparer.adopt(database->found);
  const auto prepared = preparer.prepare(*request);
  if (!prepared) {
    print_errors(prepared.error());
    return failed_status;
  }
  const auto wrong = values_that_do_not_fit(*prepared);
  if (!wrong.empty()) {
    print_errors(wrong);
    return failed_status;
  }
  // It was read once already.
  const auto document = language::parse(request->document, chosen.limits);
  explained all{.document = *document,
                .prepared = *prepared,
                .indexes = indexes_of(prepared->operation->plan, *project.schema, database)};
  const auto asked = add_plans(all, database, chosen, arguments);
  if (asked) return show(all, arguments);
  report(asked.error());
  return failed_status;
}

}  // namespace fraiseql::cli
