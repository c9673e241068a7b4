#include "plan/planned.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "json/cursor.hpp"
#include "json/read.hpp"
#include "language/parser.hpp"
#include "sql/idempotency.hpp"
#include "sql/statement.hpp"
#include "validation/coercion.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {
namespace {

namespace fs = std::filesystem;
using errors = std::vector<graphql_error>;

json::value with_cursors(json::value given) {
  auto* members = std::get_if<json::object>(&given);
  if (members == nullptr) return given;
  constexpr std::string_view begin = "cursor ";
  for (json::member& one : *members) {
    auto* text = std::get_if<std::string>(&one.second);
    if (text == nullptr || !text->starts_with(begin)) continue;
    std::string cursor;
    json::write_cursor(cursor, 0, std::string_view(*text).substr(begin.size()));
    *text = cursor;
  }
  return given;
}

// In the order in which they are sent.
std::vector<sql::statement> statements_of(const step& one, sql::call_form form) {
  std::vector<sql::statement> made = sql::compile(one, form);
  const auto* called = std::get_if<call>(&one.action);
  if (called == nullptr || form == sql::call_form::plain) return made;
  made.insert(made.begin(), sql::claim());
  made.insert(made.end() - 1, sql::keep(*called));
  return made;
}

result<std::string, errors> outcome_of(const sections& in,
                                       const std::shared_ptr<const schema::schema>& schema,
                                       const planning_options& options, sql::call_form form) {
  auto parsed = language::parse(in.at("document"));
  if (!parsed) return failed{errors{parsed.error()}};
  FRAISEQL_TRY(
      document,
      validation::validate(std::make_shared<const language::document>(std::move(*parsed)), schema));
  const auto* const node = document.document().operations().front();
  const auto given = in.contains("variables") ? in.at("variables") : "{}";
  FRAISEQL_TRY(variables,
               validation::coerce_variables(document, *node, with_cursors(*json::read(given))));
  FRAISEQL_TRY(operation, validation::make_operation(document, *node, variables, {}));
  FRAISEQL_TRY(plan, make_plan(operation, options));
  std::string text = "== plan\n" + to_text(plan) + "== sql\n";
  for (const step& one : plan.steps) {
    for (const sql::statement& statement : statements_of(one, form)) {
      text += statement.text + "\n";
      for (const operand& value : statement.parameters) text += "  " + to_text(value) + "\n";
    }
  }
  text += "== shape\n";
  for (const step& one : plan.steps) text += transform::to_text(one.shape);
  return text;
}

}  // namespace

std::string planned(const sections& in, const std::shared_ptr<const schema::schema>& schema,
                    const planning_options& options, sql::call_form form) {
  const auto outcome = outcome_of(in, schema, options, form);
  if (outcome) return *outcome;
  std::string text = "== errors\n";
  for (const graphql_error& one : outcome.error()) {
    text += std::string(to_string(one.code)) + " " + one.message + "\n";
  }
  return text;
}

std::size_t expect_files(const std::string& directory,
                         const std::function<std::string(const sections&)>& render) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(FRAISEQL_SOURCE_DIR "/tests/plan/" + directory)) {
    SCOPED_TRACE(entry.path().filename().string());
    std::stringstream file;
    file << std::ifstream(entry.path()).rdbuf();
    const std::string made = render(read_sections(file.str()));
    if (std::getenv("FRAISEQL_WRITE_GOLDEN") != nullptr) std::ofstream(entry.path()) << made;
    EXPECT_EQ(made, file.str());
    ++count;
  }
  return count;
}

}  // namespace fraiseql::plan
