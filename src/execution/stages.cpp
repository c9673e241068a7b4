#include "execution/stages.hpp"

#include "execution/example.hpp"
#include "json/write.hpp"
#include "language/printer.hpp"
#include "sql/statement.hpp"

namespace fraiseql::execution {
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

std::string answer_of(const prepared_request& prepared) {
  return example_answer(prepared, example_values::realistic).body + "\n";
}

std::string shapes_of(const plan::query_plan& plan) {
  std::string shapes;
  for (const plan::step& step : plan.steps) shapes += transform::to_text(step.shape);
  return shapes;
}

json::value to_json(const sql::statement& statement, const std::string& field) {
  json::array parameters;
  for (const plan::operand& one : statement.parameters) {
    const std::string type(plan::to_string(one.type));
    parameters.push_back(
        json::object{{"number", json::number{std::to_string(parameters.size() + 1)}},
                     {"type", one.is_list ? type + "[]" : type},
                     {"source", plan::source_of(one)}});
  }
  return json::object{
      {"field", field}, {"sql", statement.text}, {"parameters", std::move(parameters)}};
}

json::value statements_of(const prepared_operation& operation) {
  json::array statements;
  for (std::size_t at = 0; at < operation.plan.steps.size(); ++at) {
    for (const auto& statement : operation.statements[at]) {
      statements.push_back(to_json(*statement, operation.plan.steps[at].response_key()));
    }
  }
  return statements;
}

}  // namespace

std::vector<stage> files_of(const language::document& document, const prepared_request& prepared) {
  const prepared_operation& operation = *prepared.operation;
  std::string statements;
  for (std::size_t at = 0; at < operation.plan.steps.size(); ++at) {
    for (const auto& statement : operation.statements[at]) {
      statements += "-- " + operation.plan.steps[at].response_key() + "\n" +
                    parameters_of(*statement, "--   ") + statement->text + ";\n";
    }
  }
  return {{"document.graphql", language::print(document) + "\n"},
          {"operation.txt", validation::to_text(operation.operation)},
          {"plan.txt", plan::to_text(operation.plan)},
          {"statements.sql", std::move(statements)},
          {"shape.txt", shapes_of(operation.plan)},
          {"answer.json", answer_of(prepared)}};
}

std::vector<stage> headings_of(const language::document& document,
                               const prepared_request& prepared) {
  const prepared_operation& operation = *prepared.operation;
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

std::string members_of(const language::document& document, const prepared_request& prepared) {
  const prepared_operation& operation = *prepared.operation;
  const json::value object = json::object{{"document", language::print(document) + "\n"},
                                          {"operation", validation::to_text(operation.operation)},
                                          {"plan", plan::to_text(operation.plan)},
                                          {"statements", statements_of(operation)},
                                          {"shape", shapes_of(operation.plan)}};
  const std::string text = json::to_text(object);
  return text.substr(1, text.size() - 2);
}

}  // namespace fraiseql::execution
