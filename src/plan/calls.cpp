// Single values are parameters of their own. Lists, objects and what PostgreSQL has an enum for are
// made of one JSON object by PostgreSQL itself, as the function's signature wants them.
#include "plan/calls.hpp"

#include "base/check.hpp"
#include "plan/arguments.hpp"
#include "plan/location.hpp"

namespace fraiseql::plan {
namespace {

using validation::argument;
using validation::argument_kind;
using validation::argument_value;

operand document_of(const argument_value& value);

// Of a list or an object; one without items is itself a constant.
void add_items(operand& into, const argument_value& value) {
  for (const argument_value& item : value.items) into.items.push_back(document_of(item));
  for (const argument& field : value.fields) {
    if (field.value.kind == argument_kind::missing) continue;
    into.items.push_back(document_of(field.value));
    into.keys.push_back(field.definition->stored);
  }
}

// The value as JSON, with stored names.
operand document_of(const argument_value& value) {
  operand made{.type = value_type::jsonb, .location = value.location};
  switch (value.kind) {
    case argument_kind::null:
    case argument_kind::missing: made.source = json::value(json::null{}); break;
    case argument_kind::leaf: made.source = value.source; break;
    case argument_kind::enumeration: {
      const schema::enum_value* named = value.type.named->find_value(value.name);
      FRAISEQL_CHECK(named != nullptr);
      made.source = json::value(named->stored_text());
      break;
    }
    case argument_kind::list:
      made.source = json::value(json::array());
      add_items(made, value);
      break;
    case argument_kind::object:
      made.source = json::value(json::object());
      add_items(made, value);
      break;
  }
  return made;
}

bool is_json(type_form form) { return form == type_form::json || form == type_form::jsonb; }

// Lists in lists of JSON are an array of several dimensions to PostgreSQL, and not one of vectors.
bool is_array_of_vectors(const schema::type_reference& type, const found_parameter* to) {
  return to != nullptr && to->type.form == type_form::array && type.list_depth == 1 &&
         type.named->kind == schema::type_kind::scalar &&
         type.named->scalar == schema::scalar_kind::vector;
}

// Whether PostgreSQL makes an argument of the parameter's type out of JSON.
bool is_converted(const schema::type_reference& type, const found_parameter* to) {
  if (to == nullptr || is_array_of_vectors(type, to)) return false;
  if (to->type.form == type_form::enumeration) return true;
  const bool is_single = !type.is_list() && type.named->is_leaf();
  return !is_single && !is_json(to->type.form);
}

// Those of the input, then those of the objects in it, level by level.
std::vector<input_name> names_of(const schema::type& input) {
  std::vector<input_name> names;
  std::vector<std::pair<const schema::type*, input_name>> level = {{&input, {}}};
  for (std::size_t depth = 0; depth < max_input_name_depth && !level.empty(); ++depth) {
    std::vector<std::pair<const schema::type*, input_name>> next;
    for (const auto& [object, before] : level) {
      for (const schema::input_value& one : object->input_fields) {
        names.push_back({before.stored + one.stored, before.name + one.name});
        const bool is_object = !one.type.is_list() && !one.type.named->is_leaf();
        if (!is_object) continue;
        next.push_back({one.type.named, {names.back().stored + ".", names.back().name + "."}});
      }
    }
    level = std::move(next);
  }
  return names;
}

operand passed(const argument& one, const found_parameter* to) {
  const schema::type_reference& type = one.definition->type;
  operand made = document_of(one.value);
  if (!type.is_list() && type.named->is_leaf()) made.type = value_type_of(*type.named);
  if (is_array_of_vectors(type, to)) {
    made.type = value_type::vector;
    made.is_list = true;
  }
  if (to != nullptr && to->type.form == type_form::json) made.type = value_type::json;
  made.argument = "input." + one.definition->name;
  return made;
}

}  // namespace

function_call plan_function_call(const validation::selected_field& field,
                                 const schema::call_binding& binding, const found_function* found) {
  function_call made{.function = binding};
  if (found != nullptr) {
    made.gives = found->returns.form;
    made.is_set = found->is_set;
  }
  made.object = {.source = json::value(json::object()), .type = value_type::jsonb};
  const argument* input = field.find_argument(schema::input_role::call_input);
  if (input == nullptr) return made;
  made.input = names_of(*input->definition->type.named);
  for (const argument& one : input->value.fields) {
    if (one.value.kind == argument_kind::missing) continue;
    const std::string parameter = "p_" + one.definition->stored;
    const found_parameter* to = found == nullptr ? nullptr : found->find(parameter);
    if (!is_converted(one.definition->type, to)) {
      made.arguments.push_back({.parameter = parameter, .value = passed(one, to)});
      continue;
    }
    made.object.items.push_back(document_of(one.value));
    made.object.keys.push_back(parameter);
    made.of_object.push_back(*to);
  }
  return made;
}

}  // namespace fraiseql::plan
