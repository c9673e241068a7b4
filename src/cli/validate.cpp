// `validate`: is a document legal for a schema?
#include "validation/validate.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "cli/findings.hpp"
#include "cli/json_lines.hpp"
#include "cli/known_schemas.hpp"
#include "cli/program.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/cost.hpp"

namespace fraiseql::cli {
namespace {

using errors = std::vector<graphql_error>;
using schema_pointer = std::shared_ptr<const schema::schema>;

// Some tools write graphql-js's class names, which end in "Rule".
result<done> check_rule(std::string_view rule) {
  const auto known = validation::rule_names();
  if (rule.ends_with("Rule")) rule.remove_suffix(4);
  if (rule.empty() || std::ranges::find(known, rule) != known.end()) return done{};
  return failed{failure{"unknown rule \"" + std::string(rule) + '"' + did_you_mean(rule, known)}};
}

// A variable that no one gave is absent. Where that alone is an error, none has a value.
void check_limits(const validation::validated_document& document, const limits& bounds,
                  errors& into) {
  for (const language::operation_node* node : document.document().operations()) {
    const auto coerced = validation::coerce_variables(document, *node, {});
    const auto variables = coerced ? *coerced : json::variables(node->variables.size());
    const auto made = validation::make_operation(document, *node, variables, bounds,
                                                 validation::permissions::all());
    errors found;
    if (!made) {
      found = made.error();
    } else if (auto cost = validation::check_cost(*made, variables, bounds); !cost) {
      found = std::move(cost).error();
    }
    for (graphql_error& one : found) {
      const bool is_limit = one.code == error_code::graphql_validation_failed;
      if (is_limit && into.size() < max_errors) into.push_back(std::move(one));
    }
  }
}

errors judge(const schema_pointer& schema, std::string_view text, const std::string& rule,
             server_limits chosen) {
  const limits bounds = limits_of(chosen);
  auto parsed = language::parse(text, bounds);
  if (!parsed) return {parsed.error()};
  if (!rule.empty()) return validation::validate_rule(*parsed, *schema, rule);
  const auto valid =
      validation::validate(std::make_shared<const language::document>(std::move(*parsed)), schema);
  if (!valid) return valid.error();
  errors found;
  if (chosen == server_limits::on) check_limits(*valid, bounds, found);
  return found;
}

result<line_answer> validate_line(const json::value& question, known_schemas& schemas,
                                  server_limits limits) {
  FRAISEQL_TRY(schema_text, text_member(question, "schema"));
  FRAISEQL_TRY(document, text_member(question, "document"));
  FRAISEQL_TRY(rule, optional_text_member(question, "rule"));
  FRAISEQL_TRY_DONE(check_rule(rule));
  const frontend::schema_result& schema = schemas.find(schema_text);
  if (!schema) return line_answer{verdict_members(schema.error(), found_in::schema)};
  const errors found = judge(*schema, document, rule, limits);
  return line_answer{verdict_members(found, found_in::document), found.empty()};
}

}  // namespace

exit_status validate(const validate_arguments& arguments) {
  if (const auto known = check_rule(arguments.rule); !known) {
    report(known.error());
    return usage;
  }
  const auto schema_text = read_source(arguments.schema);
  const auto document = schema_text ? read_source(arguments.document) : schema_text;
  if (!document) {
    report(document.error());
    return usage;
  }
  const auto schema = frontend::build_schema(schema_text->text);
  if (!schema) return print_verdict(*schema_text, schema.error(), arguments.form, found_in::schema);
  const errors found = judge(*schema, document->text, arguments.rule, arguments.limits);
  return print_verdict(*document, found, arguments.form, found_in::document);
}

exit_status validate_lines(server_limits limits) {
  known_schemas schemas;
  return answer_lines(
      [&](const json::value& question) { return validate_line(question, schemas, limits); });
}

}  // namespace fraiseql::cli
