#include "plan/case.hpp"

#include <sstream>

#include "json/read.hpp"
#include "language/parser.hpp"
#include "plan/query_plan.hpp"
#include "sql/statement.hpp"
#include "support/wide_schema.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

using errors = std::vector<graphql_error>;

std::string to_text(const errors& all) {
  std::string text;
  for (const graphql_error& one : all) {
    text += std::string(to_string(one.code));
    for (const source_location& at : one.locations) {
      text += " " + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    text += " " + one.message + "\n";
  }
  return text;
}

// Printable bytes as they are, the rest in hexadecimal.
std::string to_text(const sql::parameter& value) {
  std::string text = std::to_string(value.oid);
  if (!value.bytes) return text + " null";
  text += value.is_binary ? " binary " : " text ";
  for (const char c : *value.bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) {
      text += c;
    } else {
      text += {'\\', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return text;
}

result<std::string, errors> outcome_of(const std::string& document_text,
                                       const std::string& variables_text) {
  auto parsed = language::parse(document_text);
  if (!parsed) return failed{errors{parsed.error()}};
  FRAISEQL_TRY(document,
               validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                                    fraiseql::testing::wide_schema()));
  const auto* const node = document.document().operations().front();
  FRAISEQL_TRY(variables,
               validation::coerce_variables(document, *node, *json::read(variables_text)));
  FRAISEQL_TRY(operation, validation::make_operation(document, *node, variables, {}));
  FRAISEQL_TRY(plan, make_plan(operation));

  std::string text = "== plan\n" + to_text(plan);
  std::string parameters;
  text += "== sql\n";
  for (const step& one : plan.steps) {
    for (const sql::statement& statement : sql::compile(one)) {
      text += statement.text + "\n";
      auto bound = sql::bind(statement, variables);
      if (!bound) return failed{errors{bound.error()}};
      for (const sql::parameter& value : *bound) parameters += to_text(value) + "\n";
    }
  }
  text += "== parameters\n" + parameters + "== shape\n";
  for (const step& one : plan.steps) text += transform::to_text(one.shape);
  return text;
}

}  // namespace

std::map<std::string, std::string, std::less<>> read_sections(std::string_view file) {
  std::map<std::string, std::string, std::less<>> parts;
  std::istringstream lines{std::string(file)};
  std::string* into = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== ")) {
      into = &parts[line.substr(3)];
    } else if (into != nullptr) {
      *into += line + "\n";
    }
  }
  return parts;
}

std::string render(const std::string& document, const std::string& variables) {
  std::string text = "== document\n" + document;
  if (!variables.empty()) text += "== variables\n" + variables;
  auto outcome = outcome_of(document, variables.empty() ? "{}" : variables);
  return text + (outcome ? *outcome : "== errors\n" + to_text(outcome.error()));
}

}  // namespace fraiseql::plan
