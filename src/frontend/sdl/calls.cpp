// Fields with @call: what is passed to a function, and what it may return (docs/api/mutations.md).
// Part of binding.
#include <algorithm>
#include <utility>

#include "frontend/sdl/binding.hpp"
#include "schema/built_in.hpp"

namespace fraiseql::frontend {

using language::operation_kind;

bool binding::is_input(const schema::field_declaration& field,
                       const schema::input_declaration& argument) {
  const bool is_shaped = argument.name == "input" && argument.type.list_depth == 0 &&
                         argument.type.non_null == 1 && argument.default_literal == nullptr;
  const type_definition* type = find_type(argument.type.name);
  if (!is_shaped) {
    refuse(
        "what a @call takes is the argument \"input\", of an input type that is not null, as in "
        "\"input: CreateNote!\"",
        argument.at.self);
  } else if (argument.description || argument.deprecation) {
    refuse("what is said about the argument \"input\" has no effect; say it of the input's fields",
           argument.at.self);
  } else if (type == nullptr || type->declared.kind != schema::type_kind::input_object) {
    refuse("\"" + field.name + "\" takes \"" + argument.type.name + "\", which is no input type",
           argument.at.type);
  } else {
    return true;
  }
  return false;
}

void binding::declare_call(operation_kind kind, const language::directive_node& how,
                           const field_node& node, const schema::field_declaration& field) {
  called_.push_back({field.type.name, field.name, node.type.offset});
  schema::call_declaration made{.kind = kind,
                                .name = field.name,
                                .type = field.type,
                                .input = {},
                                .function = qualified_name_of(how, "function"),
                                .is_retryable = is_set(how, "retryable"),
                                .description = field.description,
                                .deprecation = field.deprecation,
                                .authorized = field.authorized,
                                .origin = {},
                                .at = node.offset,
                                .authorized_at = field.at.authorization};
  if (const auto* said = find_argument(how, "retryable")) made.retryable_at = said->name.offset;
  bool fits = !made.function.empty();
  for (const schema::input_declaration& argument : field.arguments) {
    made.input = argument.type.name;
    passed_.insert(argument.type.name);
    fits = is_input(field, argument) && fits;
  }
  if (!fits) return;
  if (kind == operation_kind::mutation) {
    builder_.add_mutation(std::move(made));
  } else {
    builder_.add_query(std::move(made));
  }
}

bool binding::may_be_returned(const called_type& one) {
  if (connections_.contains(one.name)) {
    refuse_connection(one.name, one.at);
    return false;
  }
  const type_definition* type = find_type(one.name);
  std::string why;
  if (one.name == root_name(operation_kind::query) ||
      one.name == root_name(operation_kind::mutation)) {
    why = "a root";
  } else if (schema::is_introspection_name(one.name)) {
    why = "of introspection";
  } else if (type != nullptr && type->declared.kind == schema::type_kind::input_object) {
    why = "an input type";
  }
  if (why.empty()) return true;
  refuse("\"" + one.field + "\" calls a function that cannot return \"" + one.name +
             "\", which is " + why,
         one.at);
  return false;
}

// An object is read back where it has rows; of an interface or a union it is of one of its types.
void binding::find_returned() {
  for (const called_type& one : called_) {
    if (!may_be_returned(one)) continue;
    returned_.insert(one.name);
    for (const type_definition& other : of_.types) {
      const schema::type_declaration& declared = other.declared;
      if (declared.name == one.name) {
        for (const schema::name_use& member : declared.members) returned_.insert(member.name);
      }
      const bool implements =
          std::ranges::find(declared.interfaces, one.name, &schema::name_use::name) !=
          declared.interfaces.end();
      if (implements) returned_.insert(declared.name);
    }
  }
}

void binding::find_passed_inside() {
  std::vector<std::string> waiting(passed_.begin(), passed_.end());
  while (!waiting.empty()) {
    const type_definition* type = find_type(waiting.back());
    waiting.pop_back();
    if (type == nullptr) continue;
    for (const schema::input_declaration& one : type->declared.input_fields) {
      if (passed_inside_.insert(one.type.name).second) waiting.push_back(one.type.name);
    }
  }
}

}  // namespace fraiseql::frontend
