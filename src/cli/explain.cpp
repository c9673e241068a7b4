// `explain`: one request seen at every stage, without running it. Where a database can be asked,
// it is planned with what is found there.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "cli/command_line.hpp"
#include "cli/index_section.hpp"
#include "cli/source_text.hpp"
#include "cli/stages.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"
#include "sql/statement.hpp"

namespace fraiseql::cli {
namespace {

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

}  // namespace

int explain(const served_project& project, const given_settings& given,
            const explain_arguments& arguments) {
  const auto settings = read_settings(given, project.directory);
  if (!settings) {
    report(settings.error());
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
                                .search_configuration = chosen.search_configuration});
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
  const auto document = language::parse(request->document, settings->values().limits);
  std::string indexes = indexes_of(prepared->operation->plan, *project.schema, database);
  if (arguments.output.empty()) {
    std::vector<stage> stages = headings_of(*document, *prepared);
    stages.push_back({"indexes", std::move(indexes)});
    print_stages(stages);
    return success;
  }
  std::vector<stage> stages = files_of(*document, *prepared);
  stages.push_back({"indexes.txt", std::move(indexes)});
  const auto written = write_stages(stages, arguments.output);
  if (written) return success;
  report(written.error());
  return usage;
}

}  // namespace fraiseql::cli
