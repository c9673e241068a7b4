#include "execution/prepare.hpp"

#include <algorithm>

#include "execution/introspect.hpp"
#include "execution/permissions.hpp"
#include "language/parser.hpp"
#include "validation/coercion.hpp"
#include "validation/cost.hpp"

namespace fraiseql::execution {
namespace {

using error_list = std::vector<graphql_error>;

constexpr std::size_t document_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t spelled_cache_bytes = 8 * 1024 * 1024;
constexpr std::size_t operation_cache_bytes = 16 * 1024 * 1024;

// What a tree weighs for each byte of its document: measured arena sizes are 4 to 7.
constexpr std::size_t tree_bytes_per_byte = 8;
constexpr std::size_t tree_bytes_at_least = 2 * 1024;

std::size_t weight_of_document(std::string_view document) {
  return tree_bytes_at_least + tree_bytes_per_byte * document.size();
}

result<validation::validated_document, error_list> read_document(
    std::string_view text, const std::shared_ptr<const schema::schema>& schema,
    const limits& limits, const validation::validate_options& validating) {
  auto parsed = language::parse(text, limits);
  if (!parsed) return failed{error_list{std::move(parsed).error()}};
  return validation::validate(std::make_shared<const language::document>(std::move(*parsed)),
                              schema, validating);
}

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

cache_meters* part_of(prepare_meters* all, cache_meters prepare_meters::* part) {
  return all == nullptr ? nullptr : &(all->*part);
}

bool is_same(const plan::catalogue* one, const plan::catalogue* other) {
  return one == other || (one != nullptr && other != nullptr && *one == *other);
}

template <class Number>
void add_bytes(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

}  // namespace

// A document that was proven, and what its operations declare. Its number stands for its bytes in
// the keys of operations: they were compared when it was found.
struct preparer::known_document {
  struct operation {
    const language::operation_node* node;
    validation::declared_variables variables;
  };

  known_document(validation::validated_document of, std::uint64_t its_number)
      : proven(std::move(of)), number(its_number) {
    for (const language::operation_node* node : proven.document().operations()) {
      operations.push_back({node, validation::declared_variables(proven, *node)});
    }
  }
  known_document(const known_document&) = delete;
  known_document& operator=(const known_document&) = delete;

  [[nodiscard]] std::size_t place_of(const language::operation_node* node) const {
    const auto found = std::ranges::find(operations, node, &operation::node);
    return static_cast<std::size_t>(found - operations.begin());
  }

  [[nodiscard]] std::size_t weight() const {
    std::size_t bytes = weight_of_document(proven.document().text());
    for (const operation& one : operations) bytes += one.variables.weight();
    return bytes;
  }

  validation::validated_document proven;
  std::uint64_t number;
  bool is_kept = false;
  std::vector<operation> operations;  // borrow `proven`
};

preparer::preparer(std::shared_ptr<const schema::schema> schema, limits limits,
                   validation::validate_options validating, plan::planning_options planning,
                   permission_source permitting, prepare_meters* counted)
    : schema_(std::move(schema)),
      limits_(limits),
      validating_(validating),
      planning_(std::move(planning)),
      permitting_(std::move(permitting)),
      counted_(counted),
      documents_(document_cache_bytes, part_of(counted, &prepare_meters::documents)),
      spelled_documents_(spelled_cache_bytes, part_of(counted, &prepare_meters::spelled_documents)),
      operations_(operation_cache_bytes, part_of(counted, &prepare_meters::operations)) {}

validation::permissions preparer::held_by(const request& request) const {
  if (permitting_.are_all) return validation::permissions::all();
  if (schema_->permissions().empty()) return {};
  return permissions_of(request.context, permitting_.claim);
}

void preparer::adopt(std::shared_ptr<const plan::catalogue> found) {
  if (is_same(planning_.found.get(), found.get())) return;
  planning_.found = std::move(found);
  operations_ = bounded_cache<prepared_operation>(operation_cache_bytes,
                                                  part_of(counted_, &prepare_meters::operations));
}

preparer::known preparer::document_of(std::string_view text) {
  if (auto found = documents_.find(text)) return found;
  FRAISEQL_TRY(read, read_document(text, schema_, limits_, validating_));
  const auto made = std::make_shared<known_document>(std::move(read), ++last_document_);
  made->is_kept = documents_.insert(std::string(text), made, made->weight());
  return std::shared_ptr<const known_document>(made);
}

// One without escapes is spelled as it is.
preparer::known preparer::document_of(const request& request) {
  if (!request.unread) return document_of(std::string_view(request.document));
  const std::string_view spelled = request.unread->document;
  if (spelled.find('\\') == std::string_view::npos) return document_of(spelled);
  if (auto found = spelled_documents_.find(spelled)) return found;
  std::string text;
  json::unescape(text, spelled);
  FRAISEQL_TRY(document, document_of(std::string_view(text)));
  spelled_documents_.insert(std::string(spelled), document, document->weight());
  return document;
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

result<prepared_request, error_list> preparer::prepare(const request& request) {
  FRAISEQL_TRY(document, document_of(request));
  auto node = validation::find_operation(document->proven, request.operation_name);
  if (!node) return failed{error_list{std::move(node).error()}};
  const std::size_t place = document->place_of(*node);
  FRAISEQL_TRY(variables,
               document->operations[place].variables.coerce(
                   request.unread ? request.unread->variables : json::item(request.variables)));

  const validation::permissions held = held_by(request);
  const bool is_once =
      (**node).kind == language::operation_kind::mutation && !request.idempotency_key.empty();
  const auto form = is_once ? sql::call_form::idempotent : sql::call_form::plain;
  write_key(*document, place, form, held, variables);
  auto operation = operations_.find(key_);
  if (operation == nullptr) {
    FRAISEQL_TRY(typed,
                 validation::make_operation(document->proven, **node, variables, limits_, held));
    // What asks for too much is not planned.
    FRAISEQL_TRY_DONE(validation::check_cost(typed, variables, limits_));
    FRAISEQL_TRY(made, make_prepared(std::move(typed), planning_, form));
    operation = std::make_shared<const prepared_operation>(std::move(made));
    // It keeps the document's tree alive, too, also when that has left its cache. Where the
    // document was not kept, nobody would ask for its number again.
    const std::size_t bytes =
        weight_of_document(document->proven.document().text()) + weight(*operation);
    if (document->is_kept) operations_.insert(key_, operation, bytes);
  }
  FRAISEQL_TRY_DONE(validation::check_cost(operation->operation, variables, limits_));
  prepared_request made{std::move(operation), std::move(variables)};
  FRAISEQL_TRY_DONE(answer_introspection(made, limits_));
  return made;
}

}  // namespace fraiseql::execution
