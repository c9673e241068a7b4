#include "cli/stages.hpp"

#include "execution/example.hpp"
#include "language/printer.hpp"
#include "sql/statement.hpp"

namespace fraiseql::cli {
namespace {

// Its parameters, a line each: where their values come from.
std::string parameters_of(const sql::statement& statement, std::string_view before) {
  std::string text;
  for (std::size_t n = 0; n < statement.parameters.size(); ++n) {
    const plan::operand& operand = statement.parameters[n];
    text +=
        std::string(before) + "$" + std::to_string(n + 1) + " = " + plan::to_text(operand) + "\n";
  }
  return text;
}

std::string answer_of(const execution::prepared_request& prepared) {
  return execution::example_answer(prepared, execution::example_values::realistic).body + "\n";
}

}  // namespace

std::vector<stage> files_of(const language::document& document,
                            const execution::prepared_request& prepared) {
  const execution::prepared_operation& operation = *prepared.operation;
  std::string statements;
  std::string shapes;
  for (std::size_t at = 0; at < operation.plan.steps.size(); ++at) {
    const plan::step& step = operation.plan.steps[at];
    for (const auto& statement : operation.statements[at]) {
      statements += "-- " + step.response_key() + "\n" + parameters_of(*statement, "--   ") +
                    statement->text + ";\n";
    }
    shapes += transform::to_text(step.shape);
  }
  return {{"document.graphql", language::print(document) + "\n"},
          {"operation.txt", validation::to_text(operation.operation)},
          {"plan.txt", plan::to_text(operation.plan)},
          {"statements.sql", std::move(statements)},
          {"shape.txt", std::move(shapes)},
          {"answer.json", answer_of(prepared)}};
}

std::vector<stage> headings_of(const language::document& document,
                               const execution::prepared_request& prepared) {
  const execution::prepared_operation& operation = *prepared.operation;
  std::vector<stage> made = {{"document", language::print(document)},
                             {"operation", validation::to_text(operation.operation)},
                             {"plan", plan::to_text(operation.plan)}};
  for (std::size_t at = 0; at < operation.plan.steps.size(); ++at) {
    const plan::step& step = operation.plan.steps[at];
    for (const auto& statement : operation.statements[at]) {
      made.push_back({"statement of " + step.response_key(),
                      statement->text + "\n" + parameters_of(*statement, "  ")});
    }
    made.push_back({"response shape of " + step.response_key(), transform::to_text(step.shape)});
  }
  made.push_back({"answer, with example data", answer_of(prepared)});
  return made;
}

}  // namespace fraiseql::cli
