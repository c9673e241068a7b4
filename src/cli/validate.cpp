// `validate`: is a document legal for a schema?
#include "validation/validate.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "cli/findings.hpp"
#include "cli/json_lines.hpp"
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
    const auto coerced = validation::coerce_variables(document, *node, json::object{});
    const auto variables = coerced ? *coerced : json::variables(node->variables.size());
    const auto made = validation::make_operation(document, *node, variables, bounds);
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
  const limits bounds = chosen == server_limits::on ? limits{} : frontend::specification_limits;
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

// What a schema of so much text weighs, introspection included.
constexpr std::size_t schema_bytes_at_least = 256 * 1024;
constexpr std::size_t schema_bytes_per_byte = 40;
constexpr std::size_t max_schema_bytes = 256UL * 1024 * 1024;

// Schemas by their text. Forgets them all rather than pass its bound.
class known_schemas {
 public:
  const frontend::schema_result& find(const std::string& text) {
    const auto known = by_text_.find(text);
    if (known != by_text_.end()) return known->second;
    const std::size_t weight = schema_bytes_at_least + schema_bytes_per_byte * text.size();
    if (bytes_ + weight > max_schema_bytes) {
      by_text_.clear();
      bytes_ = 0;
    }
    bytes_ += weight;
    return by_text_.emplace(text, frontend::build_schema(text)).first->second;
  }

 private:
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, frontend::schema_result> by_text_;
};

result<line_answer> answer(const json::value& question, known_schemas& schemas,
                           server_limits limits) {
  FRAISEQL_TRY(schema_text, text_member(question, "schema"));
  FRAISEQL_TRY(document, text_member(question, "document"));
  std::string rule;
  if (const json::value* given = question.find("rule"); given != nullptr && !given->is_null()) {
    FRAISEQL_TRY(named, text_member(question, "rule"));
    rule = std::move(named);
  }
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
      [&](const json::value& question) { return answer(question, schemas, limits); });
}

}  // namespace fraiseql::cli
