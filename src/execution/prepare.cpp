#include "execution/prepare.hpp"

#include <algorithm>

#include "execution/introspect.hpp"
#include "execution/permissions.hpp"
#include "validation/coercion.hpp"
#include "validation/cost.hpp"

namespace fraiseql::execution {
namespace {

using error_list = std::vector<graphql_error>;

constexpr std::size_t operation_cache_bytes = 16 * 1024 * 1024;
// Of trusted documents, beside the cache; those beyond are made when they are asked for.
constexpr std::size_t trusted_operations_bytes = 64 * 1024 * 1024;

void mark_as_call(sql::statement& one) {
  one.is_call = true;
  if (one.of_many == nullptr) return;
  sql::statement many = *one.of_many;
  many.is_call = true;
  one.of_many = std::make_shared<const sql::statement>(std::move(many));
}

result<prepared_operation, error_list> make_prepared(validation::operation operation,
                                                     const plan::planning_options& planning,
                                                     sql::call_form form) {
  FRAISEQL_TRY(plan, plan::make_plan(operation, planning));
  prepared_operation made{
      .operation = std::move(operation), .plan = std::move(plan), .statements = {}, .form = form};
  const bool reads_call =
      planning.found != nullptr &&
      std::ranges::any_of(planning.found->relations, &plan::found_relation::calls_functions);
  for (const plan::step& step : made.plan.steps) {
    auto& of_step = made.statements.emplace_back();
    for (sql::statement& one : sql::compile(step, form)) {
      // Which of them a statement reads, directly or by a relation, makes no difference worth it.
      if (reads_call) mark_as_call(one);
      of_step.push_back(std::make_shared<const sql::statement>(std::move(one)));
    }
  }
  return made;
}

// All of it before anything is sent, so that an answer that is too long costs no more.
result<done, error_list> answer_introspection(prepared_request& of, const limits& limits) {
  const std::vector<plan::step>& steps = of.operation->plan.steps;
  std::size_t left = limits.introspection_bytes;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const auto* asked = std::get_if<plan::introspection>(&steps[at].action);
    if (asked == nullptr) continue;
    of.introspected.resize(steps.size());
    std::string& text = of.introspected[at];
    if (!introspect(text, of.operation->operation.schema(), *asked, of.variables, left)) {
      return failed{error_list{{.message = "introspection would answer more than " +
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

template <class Number>
void add_bytes(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

}  // namespace

preparer::preparer(std::shared_ptr<const schema::schema> schema, limits limits,
                   validation::validate_options validating, plan::planning_options planning,
                   permission_source permitting, document_rules rules, prepare_meters* counted)
    : schema_(std::move(schema)),
      limits_(limits),
      planning_(std::move(planning)),
      permitting_(std::move(permitting)),
      counted_(counted),
      documents_({.schema = schema_, .limits = limits_, .validating = validating}, std::move(rules),
                 counted),
      operations_(operation_cache_bytes, part_of(counted, &prepare_meters::operations)) {}

preparer::preparer(const preparer& beside, plan::planning_options planning, prepare_meters* counted)
    : schema_(beside.schema_),
      limits_(beside.limits_),
      planning_(std::move(planning)),
      permitting_(beside.permitting_),
      counted_(counted),
      documents_(beside.documents_, counted),
      operations_(operation_cache_bytes, part_of(counted, &prepare_meters::operations)) {}

validation::permissions preparer::held_by(const request& request) const {
  if (permitting_.are_all) return validation::permissions::all();
  if (schema_->permissions().empty()) return {};
  return permissions_of(request.context, permitting_.claim);
}

void preparer::adopt(std::shared_ptr<const plan::catalogue> found) {
  if (is_same(planning_.found.get(), found.get())) return;
  const bool is_first = planning_.found == nullptr;
  planning_.found = std::move(found);
  operations_ = bounded_cache<prepared_operation>(operation_cache_bytes,
                                                  part_of(counted_, &prepare_meters::operations));
  trusted_operations_.clear();
  trusted_bytes_ = 0;
  next_to_warm_ = 0;
  // Before the first of all nothing was served, so nobody waits.
  while (is_first && warm_some()) {
  }
}

bool preparer::warm_some() {
  constexpr std::size_t documents_at_once = 4;
  const auto trusted = documents_.trusted();
  const std::size_t end = std::min(trusted.size(), next_to_warm_ + documents_at_once);
  for (; next_to_warm_ < end; ++next_to_warm_) {
    if (trusted[next_to_warm_]) warm(**trusted[next_to_warm_]);
  }
  if (trusted_bytes_ > trusted_operations_bytes) next_to_warm_ = trusted.size();
  return next_to_warm_ < trusted.size();
}

// With what a request may give that changes the structure: as little as it must, and every scalar.
// What cannot be made so is made when it is asked for.
void preparer::warm(const known_document& document) {
  std::vector<validation::permissions> held = {validation::permissions()};
  if (!schema_->permissions().empty()) held.push_back(validation::permissions::all());
  for (std::size_t at = 0; at < document.operations.size(); ++at) {
    for (const json::variables& given : document.operations[at].variables.stand_ins()) {
      for (const validation::permissions& each : held) warm(document, at, given, each);
    }
  }
}

void preparer::warm(const known_document& document, std::size_t at, const json::variables& given,
                    const validation::permissions& held) {
  write_key(document, at, sql::call_form::plain, held, given);
  if (trusted_operations_.contains(key_)) return;
  auto made = make(document, at, sql::call_form::plain, held, given);
  if (!made) return;
  trusted_bytes_ += weight(**made);
  trusted_operations_.emplace(key_, *std::move(made));
}

result<preparer::operation_pointer, error_list> preparer::make(const known_document& document,
                                                               std::size_t at, sql::call_form form,
                                                               const validation::permissions& held,
                                                               const json::variables& variables) {
  ++planned_;
  FRAISEQL_TRY(typed, validation::make_operation(document.proven, *document.operations[at].node,
                                                 variables, limits_, held));
  // What asks for too much is not planned.
  FRAISEQL_TRY_DONE(validation::check_cost(typed, variables, limits_));
  FRAISEQL_TRY(made, make_prepared(std::move(typed), planning_, form));
  return std::make_shared<const prepared_operation>(std::move(made));
}

// What comes before the last part has one length for all operations of a schema, so that no two
// share a key.
void preparer::write_key(const known_document& document, std::size_t operation, sql::call_form form,
                         const validation::permissions& held, const json::variables& variables) {
  key_.clear();
  add_bytes(key_, document.number);
  add_bytes(key_, operation);
  key_ += form == sql::call_form::plain ? '-' : '1';
  key_ += held.letters(*schema_);
  document.operations[operation].variables.write_structure(key_, variables);
}

preparer::operation_pointer preparer::find_trusted() const {
  const auto found = trusted_operations_.find(key_);
  return found == trusted_operations_.end() ? nullptr : found->second;
}

result<prepared_request, error_list> preparer::prepare(const request& request) {
  FRAISEQL_TRY(document, documents_.find(request));
  auto node = validation::find_operation(document->proven, request.operation_name);
  if (!node) return failed{error_list{std::move(node).error()}};
  if (request.allowed == permitted::reads && (**node).kind != language::operation_kind::query) {
    return failed{error_list{{.message = "the operation is a " +
                                         std::string(language::to_string((**node).kind)) +
                                         ", and this request may only read; send it by POST",
                              .code = error_code::method_not_allowed}}};
  }
  const std::size_t place = document->place_of(*node);
  FRAISEQL_TRY(variables,
               document->operations[place].variables.coerce(
                   request.unread ? request.unread->variables : json::item(request.variables)));

  const validation::permissions held = held_by(request);
  const bool is_once =
      (**node).kind == language::operation_kind::mutation && !request.idempotency_key.empty();
  const auto form = is_once ? sql::call_form::idempotent : sql::call_form::plain;
  write_key(*document, place, form, held, variables);
  auto operation = document->is_trusted ? find_trusted() : nullptr;
  if (operation == nullptr) operation = operations_.find(key_);
  if (operation == nullptr) {
    FRAISEQL_TRY(made, make(*document, place, form, held, variables));
    operation = std::move(made);
    // It keeps the document's tree alive, too, also when that has left its cache. Where the
    // document was not kept, nobody would ask for its number again.
    const std::size_t bytes = document->tree_weight() + weight(*operation);
    if (document->is_kept) operations_.insert(key_, operation, bytes);
  }
  const bool is_held =
      request.answered == answer_form::whole || request.explain != explanation::none;
  FRAISEQL_TRY_DONE(validation::check_cost(
      operation->operation, variables, limits_,
      is_held ? validation::streamed_rows::all : validation::streamed_rows::one));
  prepared_request made{std::move(operation), std::move(variables)};
  FRAISEQL_TRY_DONE(answer_introspection(made, limits_));
  return made;
}

}  // namespace fraiseql::execution
