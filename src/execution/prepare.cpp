#include "execution/prepare.hpp"

#include "language/parser.hpp"
#include "validation/coercion.hpp"

namespace fraiseql::execution {
namespace {

using errors = std::vector<graphql_error>;

constexpr std::size_t document_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t operation_cache_bytes = 16 * 1024 * 1024;

// What a tree weighs for each byte of its document: measured arena sizes are 4 to 7,
// the typed operation and its plan about as much again.
constexpr std::size_t tree_bytes_per_byte = 8;
constexpr std::size_t tree_bytes_at_least = 2 * 1024;

std::size_t weight(std::string_view document) {
  return tree_bytes_at_least + tree_bytes_per_byte * document.size();
}

result<validation::validated_document, errors> read_document(
    const std::string& text, const std::shared_ptr<const schema::schema>& schema,
    const limits& limits) {
  auto parsed = language::parse(text, limits);
  if (!parsed) return failed{errors{std::move(parsed).error()}};
  return validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                              schema);
}

result<prepared_operation, errors> make_prepared(validation::operation operation) {
  FRAISEQL_TRY(plan, plan::make_plan(operation));
  prepared_operation made{
      .operation = std::move(operation), .plan = std::move(plan), .statements = {}};
  for (const plan::step& step : made.plan.steps) {
    auto& of_step = made.statements.emplace_back();
    for (sql::statement& one : sql::compile(step)) {
      of_step.push_back(std::make_shared<const sql::statement>(std::move(one)));
    }
  }
  return made;
}

// Lengths first, so that no two requests share a key.
std::string operation_key(const request& request, const std::string& structure) {
  std::string key = std::to_string(request.operation_name.size()) + ":" + request.operation_name;
  key += std::to_string(structure.size()) + ":" + structure;
  return key + request.document;
}

}  // namespace

preparer::preparer(std::shared_ptr<const schema::schema> schema, limits limits)
    : schema_(std::move(schema)),
      limits_(limits),
      documents_(document_cache_bytes),
      operations_(operation_cache_bytes) {}

result<prepared_request, errors> preparer::prepare(const request& request) {
  auto document = documents_.find(request.document);
  if (document == nullptr) {
    FRAISEQL_TRY(read, read_document(request.document, schema_, limits_));
    document = std::make_shared<const validation::validated_document>(std::move(read));
    documents_.insert(request.document, document, weight(request.document));
  }

  auto node = validation::find_operation(*document, request.operation_name);
  if (!node) return failed{errors{std::move(node).error()}};
  FRAISEQL_TRY(variables, validation::coerce_variables(*document, **node, request.variables));

  std::string key = operation_key(request, validation::structure_of(*document, **node, variables));
  auto operation = operations_.find(key);
  if (operation == nullptr) {
    FRAISEQL_TRY(typed, validation::make_operation(*document, **node, variables, limits_));
    FRAISEQL_TRY(made, make_prepared(std::move(typed)));
    operation = std::make_shared<const prepared_operation>(std::move(made));
    operations_.insert(std::move(key), operation, weight(request.document));
  }
  return prepared_request{std::move(operation), std::move(variables)};
}

}  // namespace fraiseql::execution
