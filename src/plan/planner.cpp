// The planner: one step for each root field of an operation.
#include <algorithm>

#include "base/check.hpp"
#include "plan/arguments.hpp"
#include "plan/calls.hpp"
#include "plan/introspection.hpp"
#include "plan/query_plan.hpp"
#include "plan/rows.hpp"
#include "plan/shape.hpp"

namespace fraiseql::plan {
namespace {

using step_result = result<step, graphql_error>;

template <class Action>
step make_step(Action action, shaped made, const validation::selected_field& field) {
  return {std::move(action), std::move(made.shape), field.location, std::move(made.enriched)};
}

// Whether keys that PostgreSQL takes for equal print the same: not those of a citext or of a
// collation of its own, where the database says so.
bool is_exact(const condition& key, const found_relation* in) {
  const location& column = std::get<comparison>(key.is).left;
  if (column.type == value_type::uuid) return true;
  if (column.type != value_type::text || in == nullptr) return false;
  const found_column* found = in->find(column.column);
  return found != nullptr && found->has_default_collation &&
         (found->type == "text" || found->type.starts_with("character varying"));
}

step_result plan_find_one(const validation::selected_field& field, row_planner& rows,
                          const planning_options& options) {
  FRAISEQL_TRY(made, rows.one(field, options.documents));
  FRAISEQL_TRY(key, plan_key(field));
  const found_relation* found = options.relation(made.rows.from);
  made.rows.has_exact_key = is_exact(key, found);
  made.rows.where.push_back(std::move(key));
  // Nobody knows what a view does.
  made.rows.by_unique_key = found == nullptr || found->is_table;
  return make_step(std::move(made.rows), std::move(made.answer), field);
}

// What the database has of it, or nullptr.
const found_function* find_function(const validation::selected_field& field,
                                    const schema::call_binding& binding,
                                    const planning_options& options) {
  if (options.found == nullptr) return nullptr;
  std::vector<std::string> parameters;
  if (const auto* input = field.find_argument(schema::input_role::call_input)) {
    for (const auto& one : input->definition->type.named->input_fields) {
      parameters.push_back("p_" + one.stored);
    }
  }
  return options.found->find(binding, parameters);
}

// The rows that are read back where a function returns that type. Those of an interface say
// themselves what they are.
std::vector<returned_row> returned_rows(const schema::type_reference& type) {
  std::vector<returned_row> made;
  if (type.list_depth > 1) return made;
  if (type.named->kind == schema::type_kind::interface && type.named->source) {
    return {{"", *type.named->source}};
  }
  for (const schema::type* possible : type.named->possible_types) {
    if (!possible->source || possible->find_field("id") == nullptr) continue;
    made.push_back({possible->name, *possible->source});
  }
  return made;
}

// Needs that the function gives the id of a row.
step_result plan_row_by_call(const validation::selected_field& field, function_call call_of_field,
                             language::operation_kind kind, row_planner& rows) {
  FRAISEQL_TRY(made, rows.one(field, document_reading::whole));
  if (kind == language::operation_kind::query) {
    made.rows.id_from = std::move(call_of_field);
    return make_step(std::move(made.rows), std::move(made.answer), field);
  }
  call action{.function = std::move(call_of_field),
              .read_back = std::move(made.rows),
              .must_find = field.definition->type.is_non_null()};
  return make_step(std::move(action), std::move(made.answer), field);
}

// In a mutation the function writes, so it runs by itself before anything is read; in a query
// it only reads, and is part of the read.
step_result plan_call(const validation::selected_field& field, const schema::call_binding& binding,
                      language::operation_kind kind, row_planner& rows,
                      const planning_options& options) {
  const schema::type_reference& type = field.definition->type;
  const found_function* found = find_function(field, binding, options);
  function_call made = plan_function_call(field, binding, found);
  const bool has_source = type.named->source.has_value();
  if (has_source && !type.is_list() && (found == nullptr || found->returns_id())) {
    return plan_row_by_call(field, std::move(made), kind, rows);
  }
  returned_value value{.is_list = type.is_list(), .rows = returned_rows(type)};
  value.are_ids = found == nullptr ? has_source && type.is_list() : found->returns.name == "uuid";
  value.must_find = type.is_list() ? type.item().is_non_null() : type.is_non_null();
  value.discriminator = type.named->discriminator;
  if (kind == language::operation_kind::query) {
    value.by = std::move(made);
    FRAISEQL_TRY(read, rows.returned(field, std::move(value)));
    return make_step(std::move(read.rows), std::move(read.answer), field);
  }
  FRAISEQL_TRY(read, rows.returned(field, std::move(value)));
  call action{.function = std::move(made)};
  if (!read.rows.columns.empty() || !read.rows.returned->rows.empty()) {
    action.read_back = std::move(read.rows);
  }
  return make_step(std::move(action), std::move(read.answer), field);
}

step_result plan_root(const validation::selected_field& field,
                      const validation::operation& operation, const planning_options& options) {
  const schema::type& root = *operation.root().object;
  if (const auto* nested = find_nested_introspection(field)) {
    return failed{graphql_error{
        .message = "\"" + nested->definition->name + "\" is answered at the root of a query only",
        .code = error_code::graphql_validation_failed,
        .locations = {nested->location}}};
  }
  if (field.is_denied) return step{constant{}, make_null_shape(field), field.location};
  const schema::field_binding& binding = field.definition->binding;
  row_planner rows(options, root);
  if (const auto* find = std::get_if<schema::find_binding>(&binding)) {
    FRAISEQL_TRY(made, rows.list(field, *find));
    return make_step(std::move(made.rows), std::move(made.answer), field);
  }
  if (std::holds_alternative<schema::find_one_binding>(binding)) {
    return plan_find_one(field, rows, options);
  }
  if (const auto* function = std::get_if<schema::call_binding>(&binding)) {
    return plan_call(field, *function, operation.kind(), rows, options);
  }
  if (field.definition->native != nullptr) {
    FRAISEQL_TRY(made, rows.value(field));
    return make_step(native{call_of(field, root)}, std::move(made), field);
  }
  const std::string& name = field.definition->name;
  if (name == "__typename") {
    return step{constant{}, make_typename_shape(field, root), field.location};
  }
  if (name.starts_with("__")) return plan_introspection(field);
  FRAISEQL_TRY(made, rows.value(field));
  return make_step(example{}, std::move(made), field);
}

// The program works on what is held, so it works out nothing of an answer whose rows are not.
void refuse_beside_streams(const query_plan& plan, std::vector<graphql_error>& errors) {
  const auto streamed = std::ranges::find_if(plan.steps, &step::is_streamed);
  if (streamed == plan.steps.end()) return;
  for (const step& one : plan.steps) {
    if (!std::holds_alternative<native>(one.action) && one.enriched.is_empty()) continue;
    const std::string& name = streamed->response_key();
    errors.push_back(
        {.message = &one == &*streamed
                        ? "\"" + name +
                              "\" is streamed, so no field can be selected in it that the "
                              "program works out; ask for those in another operation"
                        : "\"" + name + "\" is streamed, so \"" + one.response_key() +
                              "\", of which the program works out something, cannot be selected "
                              "beside it; ask for it in another operation",
         .code = error_code::graphql_validation_failed,
         .locations = {one.location}});
  }
}

}  // namespace

bool step::is_streamed() const {
  const auto* rows = std::get_if<read>(&action);
  return rows != nullptr && rows->is_streamed;
}

bool read::is_look_up() const {
  return by_unique_key && std::ranges::all_of(columns, [](const column& one) {
           return std::holds_alternative<member_column>(one.is);
         });
}

bool step::is_non_null() const {
  if (std::holds_alternative<constant>(action)) return true;
  return shape.rows == transform::cardinality::many
             ? shape.list_non_null
             : ((shape.value.non_null >> shape.value.list_depth) & 1U) != 0;
}

const found_relation* planning_options::relation(const schema::relation& named) const {
  return found == nullptr ? nullptr : found->find(named);
}

result<query_plan, std::vector<graphql_error>> make_plan(const validation::operation& operation,
                                                         const planning_options& options) {
  query_plan plan{.kind = operation.kind(), .steps = {}};
  std::vector<graphql_error> errors;
  for (const auto& field : operation.root().fields) {
    auto planned = plan_root(field, operation, options);
    if (planned) {
      plan.steps.push_back(std::move(*planned));
    } else {
      errors.push_back(std::move(planned).error());
    }
  }
  if (errors.empty()) refuse_beside_streams(plan, errors);
  if (!errors.empty()) return failed{std::move(errors)};
  return plan;
}

}  // namespace fraiseql::plan
