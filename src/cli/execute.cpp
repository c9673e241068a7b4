// `execute --mock`: the response to a document, with example data.
#include <utility>

#include "base/text.hpp"
#include "cli/findings.hpp"
#include "cli/json_lines.hpp"
#include "cli/known_schemas.hpp"
#include "cli/program.hpp"
#include "execution/example.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "json/read.hpp"

namespace fraiseql::cli {
namespace {

using schema_pointer = std::shared_ptr<const schema::schema>;

execution::response answer_with_constants(const schema_pointer& schema, server_limits limits,
                                          const execution::request& request) {
  auto constants = execution::examples(execution::example_values::constants);
  return execution::example_executor(schema, std::move(constants), limits_of(limits))
      .execute(request);
}

result<line_answer> execute_line(const json::value& question, known_schemas& schemas,
                                 server_limits limits) {
  FRAISEQL_TRY(schema_text, text_member(question, "schema"));
  FRAISEQL_TRY(document, text_member(question, "document"));
  FRAISEQL_TRY(operation, optional_text_member(question, "operation"));
  const json::value* variables = question.find("variables");
  const frontend::schema_result& schema = schemas.find(schema_text);
  if (!schema) {
    return line_answer{"\"result\":{" + verdict_members(schema.error(), found_in::schema) + "}"};
  }
  const auto response = answer_with_constants(
      *schema, limits,
      {.document = std::move(document),
       .operation_name = std::move(operation),
       .variables = variables == nullptr ? json::value(json::null{}) : *variables});
  return line_answer{"\"result\":" + response.body, !response.first_error};
}

}  // namespace

limits limits_of(server_limits chosen) {
  return chosen == server_limits::on ? limits{} : frontend::specification_limits;
}

exit_status execute_example(const execute_arguments& arguments) {
  if (!is_utf8(arguments.operation_name)) {
    report({"--operation is not valid UTF-8"});
    return usage;
  }
  const limits bounds = limits_of(arguments.limits);
  auto variables = json::read(arguments.variables, {.max_depth = bounds.json_depth});
  if (!variables) {
    report({"--variables: " + variables.error().message});
    return usage;
  }
  const auto schema = open_schema(arguments.schema);
  if (!schema) return schema.error();
  auto document = read_source(arguments.document);
  if (!document) {
    report(document.error());
    return usage;
  }
  auto response = answer_with_constants(*schema, arguments.limits,
                                        {.document = std::move(document->text),
                                         .operation_name = arguments.operation_name,
                                         .variables = std::move(*variables)});
  print_text(std::move(response.body));
  return response.first_error ? failed_status : success;
}

exit_status execute_example_lines(server_limits limits) {
  known_schemas schemas;
  return answer_lines(
      [&](const json::value& question) { return execute_line(question, schemas, limits); });
}

}  // namespace fraiseql::cli
