// Two walks make the tree. from_literal follows a literal of the document and its type;
// where it meets a variable, from_value goes on into the variable's coerced value and
// leaves paths at the scalars, so that the tree holds structure but no request's value.
// Defaults are values too: from_value turns them into constants.
#include "validation/arguments.hpp"

#include <utility>

#include "base/check.hpp"
#include "schema/leaf.hpp"
#include "schema/literal.hpp"
#include "validation/cursors.hpp"

namespace fraiseql::validation {
namespace {

using language::value_kind;
using language::value_node;
using schema::type_kind;
using schema::type_reference;

bool is_scalar(const type_reference& type) { return type.named->kind == type_kind::scalar; }

std::string must_not_be_null(const type_reference& type) {
  return "expected a non-null " + to_text(type.nullable());
}

std::string variable_text(const value_node& node) {
  return "variable \"$" + std::string(node.text) + "\"";
}

// An argument list of one for a single value where a list is expected.
argument_value list_of_one(const type_reference& type, argument_value only) {
  argument_value list;
  list.type = type;
  list.location = only.location;
  if (const auto* constant = std::get_if<json::value>(&only.source);
      is_scalar(type) && constant != nullptr && only.kind == argument_kind::leaf) {
    list.kind = argument_kind::leaf;
    list.source = json::value(json::array{*constant});
  } else {
    list.kind = argument_kind::list;
    list.items.push_back(std::move(only));
  }
  return list;
}

}  // namespace

argument_builder::argument_builder(const language::operation_node& operation,
                                   const json::variables& variables,
                                   language::location_index& locations)
    : variables_(variables), locations_(locations) {
  FRAISEQL_CHECK(variables.size() == operation.variables.size());
  for (std::uint32_t i = 0; i < operation.variables.size(); ++i) {
    numbers_.emplace(operation.variables[i].name.text, i);
  }
}

std::vector<argument> argument_builder::build(const schema::field& field,
                                              const language::field_node& node,
                                              std::vector<graphql_error>& errors) {
  std::vector<argument> arguments;
  const source_location location = locations_.at(node.offset);
  for (const schema::input_value& definition : field.arguments) {
    const language::argument_node* given = nullptr;
    for (const language::argument_node& one : node.arguments) {
      if (one.name.text == definition.name) given = &one;
    }
    auto value = argument_of(definition, given, location);
    if (is_spent()) return arguments;
    if (!value) {
      if (errors.size() < max_errors) {
        value.error().message = "argument \"" + definition.name + "\" of \"" + field.name +
                                "\" got an invalid value: " + value.error().message;
        errors.push_back(std::move(value).error());
      }
    } else if (*value) {
      arguments.push_back({&definition, std::move(**value), is_absent(given)});
    }
  }
  return arguments;
}

result<bool, graphql_error> argument_builder::condition(const language::directive_node& directive) {
  for (const language::argument_node& one : directive.arguments) {
    if (one.name.text != "if") continue;
    if (one.value.kind == value_kind::boolean) return one.value.text == "true";
    if (one.value.kind != value_kind::variable) break;
    const json::value* value = value_of(one.value);
    const bool* flag = value == nullptr ? nullptr : value->get<bool>();
    if (flag != nullptr) return *flag;
    return failed(refusal(one.value, variable_text(one.value) + " decides \"@" +
                                         std::string(directive.name.text) +
                                         "\" and must be true or false"));
  }
  return failed(graphql_error{
      .message = "directive \"@" + std::string(directive.name.text) + "\" needs a Boolean \"if\"",
      .code = error_code::bad_user_input,
      .locations = {locations_.at(directive.offset)}});
}

bool argument_builder::is_absent(const language::argument_node* given) const {
  return given == nullptr ||
         (given->value.kind == value_kind::variable && value_of(given->value) == nullptr);
}

bool argument_builder::spend(std::size_t amount) {
  spent_ += amount;
  return !is_spent();
}

result<std::optional<argument_value>, graphql_error> argument_builder::argument_of(
    const schema::input_value& definition, const language::argument_node* given,
    source_location location) {
  if (!is_absent(given)) {
    FRAISEQL_TRY(value, from_literal(definition.type, given->value));
    if (is_cursor(definition) && value.kind == argument_kind::leaf) {
      value.name = letters_of_cursor(json::resolve(value.source, variables_));
    }
    return std::optional(std::move(value));
  }
  if (definition.default_value) {
    FRAISEQL_TRY(value, from_value(definition.type, *definition.default_value, nullptr, location));
    return std::optional(std::move(value));
  }
  if (!definition.is_required()) return std::optional<argument_value>();
  return failed(graphql_error{.message = must_not_be_null(definition.type),
                              .code = error_code::bad_user_input,
                              .locations = {location}});
}

argument_builder::made_value argument_builder::from_literal(const type_reference& type,
                                                            const value_node& node) {
  if (!spend(1)) return failed(refusal(node, "too many values"));
  if (node.kind == value_kind::variable) return from_variable(type, node);
  if (node.kind == value_kind::null) {
    if (type.is_non_null()) return failed(refusal(node, must_not_be_null(type)));
    return start(argument_kind::null, type, node);
  }
  if (type.is_list()) return from_list(type, node);
  if (type.named->kind == type_kind::input_object) return from_object(type, node);
  return from_leaf(type, node);
}

argument_builder::made_value argument_builder::from_variable(const type_reference& type,
                                                             const value_node& node) {
  const auto number = numbers_.find(node.text);
  FRAISEQL_CHECK(number != numbers_.end());
  const auto& value = variables_[number->second];
  if (value) {
    json::variable_path path{.variable = number->second};
    auto unfolded = from_value(type, *value, &path, locations_.at(node.offset));
    if (!unfolded) unfolded.error().message = variable_text(node) + ": " + unfolded.error().message;
    return unfolded;
  }
  if (type.is_non_null()) {
    return failed(
        refusal(node, variable_text(node) + " was not provided, " + must_not_be_null(type)));
  }
  argument_value missing = start(argument_kind::missing, type, node);
  missing.name = std::string(node.text);
  return missing;
}

argument_builder::made_value argument_builder::from_list(const type_reference& type,
                                                         const value_node& node) {
  if (node.kind != value_kind::list) {
    FRAISEQL_TRY(only, from_literal(type.item(), node));
    return list_of_one(type, std::move(only));
  }
  argument_value list = start(argument_kind::list, type, node);
  if (is_scalar(type)) {
    const schema::literal_survey inside = schema::survey(node);
    if (!inside.has_variable) {
      if (!spend(inside.values)) return failed(refusal(node, "too many values"));
      auto constant = schema::coerce_literal(type, node);
      if (!constant) return failed(refusal(node, constant.error().message));
      list.kind = argument_kind::leaf;
      list.source = std::move(constant).value();
      return list;
    }
  }
  for (const value_node& item : node.items) {
    FRAISEQL_TRY(value, from_literal(type.item(), item));
    list.items.push_back(std::move(value));
  }
  return list;
}

argument_builder::made_value argument_builder::from_object(const type_reference& type,
                                                           const value_node& node) {
  const schema::type& object = *type.named;
  if (node.kind != value_kind::object) {
    return failed(refusal(node, "expected an object of type " + object.name));
  }
  argument_value made = start(argument_kind::object, type, node);
  for (const schema::input_value& field : object.input_fields) {
    const auto* given = schema::find_field(node, field.name);
    const bool is_missing = given != nullptr && given->value.kind == value_kind::variable &&
                            value_of(given->value) == nullptr;
    if (field.default_value && (given == nullptr || is_missing)) {
      FRAISEQL_TRY(value, from_value(field.type, *field.default_value, nullptr, made.location));
      made.fields.push_back({&field, std::move(value)});
    } else if (given != nullptr) {
      FRAISEQL_TRY(value, from_literal(field.type, given->value));
      made.fields.push_back({&field, std::move(value)});
    } else if (field.is_required()) {
      return failed(refusal(
          node, "the required field \"" + field.name + "\" of " + object.name + " is missing"));
    }
  }
  const auto is_nothing = [](const argument& field) {
    return field.value.kind == argument_kind::null || field.value.kind == argument_kind::missing;
  };
  if (object.is_one_of && (made.fields.size() != 1 || is_nothing(made.fields.front()))) {
    return failed(
        refusal(node, "expected exactly one field of " + object.name + ", and that not null"));
  }
  return made;
}

argument_builder::made_value argument_builder::from_leaf(const type_reference& type,
                                                         const value_node& node) {
  const schema::type& leaf = *type.named;
  if (node.kind == value_kind::list || node.kind == value_kind::object) {
    if (!spend(schema::survey(node).values)) return failed(refusal(node, "too many values"));
  }
  auto constant = schema::coerce_leaf(leaf, node);
  if (!constant) return failed(refusal(node, constant.error().message));
  argument_value made = start(argument_kind::leaf, type, node);
  if (leaf.kind == type_kind::enumeration) {
    made.kind = argument_kind::enumeration;
    made.name = std::string(node.text);
  } else {
    made.source = std::move(constant).value();
  }
  return made;
}

argument_builder::made_value argument_builder::from_value(const type_reference& type,
                                                          const json::value& value,
                                                          json::variable_path* path,
                                                          source_location location) {
  const auto refuse = [&](std::string message) {
    return failed(graphql_error{.message = std::move(message),
                                .code = error_code::bad_user_input,
                                .locations = {location}});
  };
  if (!spend(1)) return refuse("too many values");
  argument_value made;
  made.type = type;
  made.location = location;
  const auto inside = [&](std::size_t step, const type_reference& of, const json::value& inner) {
    if (path != nullptr) path->steps.push_back(static_cast<std::uint32_t>(step));
    auto unfolded = from_value(of, inner, path, location);
    if (path != nullptr) path->steps.pop_back();
    return unfolded;
  };

  if (value.is_null()) {
    if (type.is_non_null()) return refuse(must_not_be_null(type));
  } else if (is_scalar(type)) {
    made.kind = argument_kind::leaf;
    if (path != nullptr) {
      made.source = *path;
    } else {
      made.source = value;
    }
  } else if (type.is_list()) {
    made.kind = argument_kind::list;
    const auto* items = value.get<json::array>();
    FRAISEQL_CHECK(items != nullptr);
    for (std::size_t i = 0; i < items->size(); ++i) {
      FRAISEQL_TRY(item, inside(i, type.item(), (*items)[i]));
      made.items.push_back(std::move(item));
    }
  } else if (type.named->kind == type_kind::enumeration) {
    made.kind = argument_kind::enumeration;
    const auto* name = value.get<std::string>();
    FRAISEQL_CHECK(name != nullptr);
    made.name = *name;
  } else {
    made.kind = argument_kind::object;
    const auto* members = value.get<json::object>();
    FRAISEQL_CHECK(members != nullptr);
    for (std::size_t i = 0; i < members->size(); ++i) {
      const schema::input_value* field = type.named->find_input_field((*members)[i].first);
      FRAISEQL_CHECK(field != nullptr);
      FRAISEQL_TRY(inner, inside(i, field->type, (*members)[i].second));
      made.fields.push_back({field, std::move(inner)});
    }
  }
  return made;
}

const json::value* argument_builder::value_of(const value_node& variable) const {
  const auto number = numbers_.find(variable.text);
  FRAISEQL_CHECK(number != numbers_.end());
  const auto& value = variables_[number->second];
  return value ? &*value : nullptr;
}

argument_value argument_builder::start(argument_kind kind, const type_reference& type,
                                       const value_node& node) {
  argument_value made;
  made.kind = kind;
  made.type = type;
  made.location = locations_.at(node.offset);
  return made;
}

graphql_error argument_builder::refusal(const value_node& node, std::string message) {
  return {.message = std::move(message),
          .code = error_code::bad_user_input,
          .locations = {locations_.at(node.offset)}};
}

}  // namespace fraiseql::validation
