#include "execution/prepare.hpp"

#include <algorithm>

#include "execution/introspect.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/cost.hpp"

namespace fraiseql::execution {
namespace {

using errors = std::vector<graphql_error>;

constexpr std::size_t document_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t operation_cache_bytes = 16 * 1024 * 1024;

// What a tree weighs for each byte of its document: measured arena sizes are 4 to 7.
constexpr std::size_t tree_bytes_per_byte = 8;
constexpr std::size_t tree_bytes_at_least = 2 * 1024;

std::size_t weight_of_document(std::string_view document) {
  return tree_bytes_at_least + tree_bytes_per_byte * document.size();
}

// What the parts of a prepared operation weigh, with the names inside them. Measured, the
// sum is one to two times what the allocator gives.
constexpr std::size_t bytes_per_name = 64;
constexpr std::size_t bytes_per_value = sizeof(validation::argument) + bytes_per_name;
constexpr std::size_t bytes_per_field =
    sizeof(validation::selected_field) + sizeof(transform::field_shape) + 2 * bytes_per_name;
// Of each type that a field's value can be.
constexpr std::size_t bytes_per_selection = sizeof(validation::selection) +
                                            sizeof(transform::object_shape) +
                                            sizeof(plan::enrichment) + 2 * bytes_per_name;
constexpr std::size_t bytes_per_computation = sizeof(plan::computation) + 3 * bytes_per_name;
constexpr std::size_t bytes_per_order_key = sizeof(plan::order_key) + bytes_per_name;
constexpr std::size_t bytes_per_operand = sizeof(plan::operand) + bytes_per_name;
constexpr std::size_t bytes_per_step = sizeof(plan::step) + 4 * bytes_per_name;
constexpr std::size_t bytes_per_statement = sizeof(sql::statement) + bytes_per_name;

std::size_t weight(const validation::argument_value& value) {
  std::size_t bytes = bytes_per_value;
  for (const validation::argument_value& item : value.items) bytes += weight(item);
  for (const validation::argument& field : value.fields) bytes += weight(field.value);
  return bytes;
}

// Of the fields, their arguments and the shape of their answer.
std::size_t weight(const validation::selection& selected) {
  std::size_t bytes = 0;
  for (const validation::selected_field& field : selected.fields) {
    bytes += bytes_per_field;
    std::size_t of_arguments = 0;
    for (const validation::argument& given : field.arguments) of_arguments += weight(given.value);
    // A call of the program has its arguments once more.
    const bool is_native = field.definition->native != nullptr;
    bytes += is_native ? bytes_per_computation + 2 * of_arguments : of_arguments;
    for (const validation::selection& inside : field.selections) {
      bytes += bytes_per_selection + weight(inside);
    }
  }
  return bytes;
}

std::size_t weight(const std::vector<plan::introspection_field>& fields) {
  std::size_t bytes = 0;
  for (const plan::introspection_field& field : fields) {
    bytes += sizeof(field) + bytes_per_name + weight(field.fields);
  }
  return bytes;
}

std::size_t weight(const plan::location& at) { return at.path.size() * bytes_per_name; }

// Of the values in the document that it stands for.
std::size_t weight(const json::value& literal) {
  std::size_t bytes = sizeof(literal);
  if (const auto* text = literal.get<std::string>()) bytes += text->size();
  if (const auto* items = literal.get<json::array>()) {
    for (const json::value& item : *items) bytes += weight(item);
  } else if (const auto* members = literal.get<json::object>()) {
    for (const json::member& one : *members) bytes += bytes_per_name + weight(one.second);
  }
  return bytes;
}

std::size_t weight(const json::source& source) {
  const auto* literal = std::get_if<json::value>(&source);
  return literal == nullptr ? sizeof(source) : weight(*literal);
}

std::size_t weight(const plan::operand& given) {
  std::size_t bytes = bytes_per_operand + weight(given.source);
  for (const plan::operand& item : given.items) bytes += weight(item);
  return bytes;
}

std::size_t weight(const plan::conditions& all);

std::size_t weight(const plan::condition& one) {
  constexpr std::size_t bytes = sizeof(plan::condition) + bytes_per_name;
  if (const auto* compared = std::get_if<plan::comparison>(&one.is)) {
    return bytes + weight(compared->left) + weight(compared->right);
  }
  if (const auto* any = std::get_if<plan::any_of>(&one.is)) {
    std::size_t of_all = bytes;
    for (const plan::conditions& each : any->alternatives)
      of_all += sizeof(plan::conditions) + weight(each);
    return of_all;
  }
  if (const auto* negated = std::get_if<plan::negation>(&one.is)) {
    return bytes + weight(negated->of);
  }
  const auto& items = std::get<plan::quantified>(one.is);
  return bytes + weight(items.list) + weight(items.of);
}

std::size_t weight(const plan::conditions& all) {
  std::size_t bytes = 0;
  for (const plan::condition& one : all) bytes += weight(one);
  return bytes;
}

std::size_t weight(const plan::step& step) {
  std::size_t bytes = bytes_per_step;
  if (const auto* read = std::get_if<plan::read>(&step.action)) {
    bytes += weight(read->where);
    for (const plan::order_key& key : read->order) bytes += bytes_per_order_key + weight(key.by);
    if (read->id_from) bytes += read->id_from->arguments.size() * bytes_per_operand;
  } else if (const auto* introspects = std::get_if<plan::introspection>(&step.action)) {
    bytes += weight(introspects->fields);
  } else if (const auto* call = std::get_if<plan::call>(&step.action)) {
    bytes += call->id_from.arguments.size() * bytes_per_operand;
  }
  return bytes;
}

result<validation::validated_document, errors> read_document(
    const std::string& text, const std::shared_ptr<const schema::schema>& schema,
    const limits& limits, const validation::validate_options& validating) {
  auto parsed = language::parse(text, limits);
  if (!parsed) return failed{errors{std::move(parsed).error()}};
  return validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                              schema, validating);
}

result<prepared_operation, errors> make_prepared(validation::operation operation,
                                                 const plan::planning_options& planning) {
  FRAISEQL_TRY(plan, plan::make_plan(operation, planning));
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

// All of it before anything is sent, so that an answer that is too long costs no more.
result<done, errors> answer_introspection(prepared_request& of, const limits& limits) {
  const std::vector<plan::step>& steps = of.operation->plan.steps;
  std::size_t left = limits.introspection_bytes;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const auto* asked = std::get_if<plan::introspection>(&steps[at].action);
    if (asked == nullptr) continue;
    of.introspected.resize(steps.size());
    std::string& text = of.introspected[at];
    if (!introspect(text, of.operation->operation.schema(), *asked, of.variables, left)) {
      return failed{errors{{.message = "introspection would answer more than " +
                                       std::to_string(limits.introspection_bytes) +
                                       " bytes, the limit \"max_introspection_bytes\"; ask for "
                                       "fewer lists inside lists, or for single types",
                            .code = error_code::graphql_validation_failed,
                            .locations = {steps[at].location}}}};
    }
    left -= text.size();
  }
  return done{};
}

bool is_same(const plan::catalogue* one, const plan::catalogue* other) {
  return one == other || (one != nullptr && other != nullptr && *one == *other);
}

// Lengths first, so that no two requests share a key.
std::string operation_key(const request& request, const std::string& structure) {
  std::string key = std::to_string(request.operation_name.size()) + ":" + request.operation_name;
  key += std::to_string(structure.size()) + ":" + structure;
  return key + request.document;
}

}  // namespace

std::size_t weight(const prepared_operation& operation) {
  std::size_t bytes = sizeof(operation) + weight(operation.operation.root());
  for (const plan::step& step : operation.plan.steps) bytes += weight(step);
  for (const auto& of_step : operation.statements) {
    for (const auto& statement : of_step) {
      bytes += bytes_per_statement + statement->text.capacity();
      for (const plan::operand& each : statement->parameters) bytes += weight(each);
    }
  }
  return bytes;
}

preparer::preparer(std::shared_ptr<const schema::schema> schema, limits limits,
                   validation::validate_options validating, plan::planning_options planning)
    : schema_(std::move(schema)),
      limits_(limits),
      validating_(validating),
      planning_(std::move(planning)),
      documents_(document_cache_bytes),
      operations_(operation_cache_bytes) {}

void preparer::adopt(std::shared_ptr<const plan::catalogue> found) {
  if (is_same(planning_.found.get(), found.get())) return;
  planning_.found = std::move(found);
  operations_ = bounded_cache<prepared_operation>(operation_cache_bytes);
}

result<prepared_request, errors> preparer::prepare(const request& request) {
  auto document = documents_.find(request.document);
  if (document == nullptr) {
    FRAISEQL_TRY(read, read_document(request.document, schema_, limits_, validating_));
    document = std::make_shared<const validation::validated_document>(std::move(read));
    documents_.insert(request.document, document, weight_of_document(request.document));
  }

  auto node = validation::find_operation(*document, request.operation_name);
  if (!node) return failed{errors{std::move(node).error()}};
  FRAISEQL_TRY(variables, validation::coerce_variables(*document, **node, request.variables));

  std::string key = operation_key(request, validation::structure_of(*document, **node, variables));
  auto operation = operations_.find(key);
  if (operation == nullptr) {
    FRAISEQL_TRY(typed, validation::make_operation(*document, **node, variables, limits_));
    // What asks for too much is not planned.
    FRAISEQL_TRY_DONE(validation::check_cost(typed, variables, limits_));
    FRAISEQL_TRY(made, make_prepared(std::move(typed), planning_));
    operation = std::make_shared<const prepared_operation>(std::move(made));
    // It keeps the document's tree alive, too, also when that has left its cache.
    const std::size_t bytes = weight_of_document(request.document) + weight(*operation);
    operations_.insert(std::move(key), operation, bytes);
  }
  FRAISEQL_TRY_DONE(validation::check_cost(operation->operation, variables, limits_));
  prepared_request made{std::move(operation), std::move(variables)};
  FRAISEQL_TRY_DONE(answer_introspection(made, limits_));
  return made;
}

}  // namespace fraiseql::execution
