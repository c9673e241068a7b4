// The planner: one step for each root field of an operation.
#include "base/check.hpp"
#include "plan/arguments.hpp"
#include "plan/filter.hpp"
#include "plan/introspection.hpp"
#include "plan/query_plan.hpp"
#include "plan/shape.hpp"

namespace fraiseql::plan {
namespace {

using step_result = result<step, graphql_error>;

template <class Action>
step make_step(Action action, shaped made, const validation::selected_field& field) {
  return {std::move(action), std::move(made.shape), field.location, std::move(made.enriched)};
}

// A read of all that the rows of a relation hold.
read read_of(const schema::type& object, const planning_options& options) {
  read made{.from = *object.source, .where = {}, .order = {}};
  const found_relation* found = options.relation(made.from);
  if (found == nullptr) return made;
  for (const found_column& column : found->columns) {
    if (column.is_text_of_document) made.text_column = column.name;
  }
  return made;
}

step_result plan_find(const validation::selected_field& field, const schema::find_binding& find,
                      const planning_options& options) {
  read made = read_of(*field.definition->type.named, options);
  const found_relation* found = options.relation(made.from);
  FRAISEQL_TRY(where, plan_filter(field, find, found, options));
  FRAISEQL_TRY(order, plan_order(field, found));
  FRAISEQL_TRY(paged, plan_page(field, find.maximum_limit));
  made.where = std::move(where);
  made.order = std::move(order);
  made.paging = std::move(paged);
  return make_step(std::move(made), shape_of_rows(field), field);
}

step_result plan_find_one(const validation::selected_field& field,
                          const planning_options& options) {
  read made = read_of(*field.definition->type.named, options);
  FRAISEQL_TRY(key, plan_key(field));
  made.where.push_back(std::move(key));
  made.by_unique_key = true;
  return make_step(std::move(made), shape_of_rows(field), field);
}

// In a mutation the function writes, so it runs by itself before its row is read; in a query
// it only reads, and is part of the read.
step_result plan_call(const validation::selected_field& field, const schema::call_binding& binding,
                      language::operation_kind kind, const planning_options& options) {
  FRAISEQL_TRY(arguments, plan_call_arguments(field));
  function_call id_from{binding, std::move(arguments)};
  if (kind == language::operation_kind::query) {
    read made = read_of(*field.definition->type.named, options);
    made.id_from = std::move(id_from);
    return make_step(std::move(made), shape_of_rows(field), field);
  }
  call made{.id_from = std::move(id_from),
            .read_back = *field.definition->type.named->source,
            .must_find = field.definition->type.is_non_null()};
  return make_step(std::move(made), shape_of_rows(field), field);
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
  const schema::root_binding& binding = field.definition->binding;
  if (const auto* find = std::get_if<schema::find_binding>(&binding)) {
    return plan_find(field, *find, options);
  }
  if (std::holds_alternative<schema::find_one_binding>(binding)) {
    return plan_find_one(field, options);
  }
  if (const auto* function = std::get_if<schema::call_binding>(&binding)) {
    return plan_call(field, *function, operation.kind(), options);
  }
  if (field.definition->native != nullptr) {
    return make_step(native{call_of(field, root)}, shape_of_value(field), field);
  }
  const std::string& name = field.definition->name;
  if (name == "__typename") {
    return step{constant{}, make_typename_shape(field, root), field.location};
  }
  if (name.starts_with("__")) return plan_introspection(field);
  return make_step(example{}, shape_of_value(field), field);
}

}  // namespace

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
  if (!errors.empty()) return failed{std::move(errors)};
  return plan;
}

}  // namespace fraiseql::plan
