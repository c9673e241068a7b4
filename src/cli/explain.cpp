// `explain`: one request seen at every stage, without running it.
#include <cstdio>

#include "cli/command_line.hpp"
#include "cli/source_text.hpp"
#include "execution/prepare.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"
#include "language/printer.hpp"

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

void print_stage(const char* title, const std::string& text) {
  std::printf("# %s\n%s%s\n", title, text.c_str(), text.ends_with('\n') ? "" : "\n");
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

void print_statements(const execution::prepared_operation& operation) {
  for (std::size_t i = 0; i < operation.statements.size(); ++i) {
    const plan::step& step = operation.plan.steps[i];
    for (const auto& statement : operation.statements[i]) {
      std::string text = statement->text + "\n";
      for (std::size_t n = 0; n < statement->parameters.size(); ++n) {
        const plan::operand& operand = statement->parameters[n];
        text += "  $" + std::to_string(n + 1) + " " + std::string(plan::to_string(operand.type)) +
                " = " + json::to_text(operand.source) + "\n";
      }
      print_stage(("statement of " + step.response_key()).c_str(), text);
    }
    print_stage(("response shape of " + step.response_key()).c_str(),
                transform::to_text(step.shape));
  }
}

}  // namespace

int explain(const schema_source& source, const given_settings& given,
            const explain_arguments& arguments) {
  const auto built = source();
  const auto settings = read_settings(given, ".");
  if (!built || !settings) {
    report(!built ? built.error() : settings.error());
    return built ? usage : failed_status;
  }
  const auto request = request_of(arguments, settings->values().limits);
  if (!request) {
    report(request.error());
    return usage;
  }
  execution::preparer preparer(*built, settings->values().limits);
  const auto prepared = preparer.prepare(*request);
  if (!prepared) {
    print_errors(prepared.error());
    return failed_status;
  }
  const auto& operation = *prepared->operation;
  if (const auto document = language::parse(request->document, settings->values().limits)) {
    print_stage("document", language::print(*document));
  }
  print_stage("operation", validation::to_text(operation.operation));
  print_stage("plan", plan::to_text(operation.plan));
  print_statements(operation);
  return success;
}

}  // namespace fraiseql::cli
