// The typing of each place follows graphql-js (TypeInfo.ts), also where that is odd: an
// argument of a directive that the schema does not know is typed as one of the field
// around it, and a oneOf object is seen as such only where its type is not wrapped.
#include "validation/rules/walk.hpp"

#include <utility>

#include "base/check.hpp"
#include "validation/variable_type.hpp"

namespace fraiseql::validation {
namespace {

using language::type_system_kind;
using language::value_kind;
using language::value_node;

place place_of(const schema::input_value* declared, const schema::type* one_of = nullptr) {
  if (declared == nullptr) return {};
  return {
      .type = declared->type, .one_of = one_of, .has_default = declared->default_value.has_value()};
}

std::string_view location_of(language::operation_kind kind) {
  switch (kind) {
    case language::operation_kind::query: return "QUERY";
    case language::operation_kind::mutation: return "MUTATION";
    case language::operation_kind::subscription: return "SUBSCRIPTION";
  }
  return {};
}

std::string_view location_of(type_system_kind kind) {
  switch (kind) {
    case type_system_kind::schema: return "SCHEMA";
    case type_system_kind::scalar: return "SCALAR";
    case type_system_kind::object: return "OBJECT";
    case type_system_kind::interface: return "INTERFACE";
    case type_system_kind::union_of: return "UNION";
    case type_system_kind::enumeration: return "ENUM";
    case type_system_kind::input_object: return "INPUT_OBJECT";
    case type_system_kind::directive: return "DIRECTIVE_DEFINITION";
  }
  return {};
}

}  // namespace

void walker::operation(const language::operation_node& node) {
  const schema::type* root = out_.root_type(node.kind);
  variable_definitions(node);
  directives(node.directives, location_of(node.kind));
  out_.selection_sets.push_back({&node.selection_set, root});
  selections(node.selection_set, root);
}

void walker::fragment(const language::fragment_node& node) {
  const schema::type* type = composite_or_null(condition(node.type_condition, &node));
  directives(node.directives, "FRAGMENT_DEFINITION");
  out_.selection_sets.push_back({&node.selection_set, type});
  selections(node.selection_set, type);
}

void walker::variable_definitions(const language::operation_node& node) {
  // What stands in a definition is constant, so it uses no variable.
  for (const language::variable_definition_node& variable : node.variables) {
    named(variable.type);
    std::optional<schema::type_reference> type;
    if (out_.has_schema()) type = variable_type(out_.schema(), variable.type);
    if (type && !type->named->is_input()) type.reset();
    if (variable.default_value != nullptr) top_value(*variable.default_value, {.type = type});
    directives(variable.directives, "VARIABLE_DEFINITION");
  }
}

const schema::type* walker::condition(const language::name_node& node,
                                      const language::fragment_node* fragment) {
  out_.type_names.push_back({node.text, node.offset, false});
  const schema::type* type = out_.find_type(node.text);
  if (type != nullptr) out_.conditions.push_back({&node, fragment, type});
  return type;
}

void walker::selections(const language::selection_set_node& set, const schema::type* parent) {
  for (const language::selection_node& one : set.selections) {
    if (const auto* const* node = std::get_if<const language::field_node*>(&one)) {
      field(**node, parent);
    } else if (const auto* const* spread =
                   std::get_if<const language::fragment_spread_node*>(&one)) {
      out_.spreads.push_back({*spread, parent});
      directives((*spread)->directives, "FRAGMENT_SPREAD");
    } else {
      inline_fragment(**std::get_if<const language::inline_fragment_node*>(&one), parent);
    }
  }
}

void walker::field(const language::field_node& node, const schema::type* parent) {
  const schema::field* found = nullptr;
  if (parent != nullptr) found = out_.find_field(*parent, node.name.text);
  const schema::field* outer = std::exchange(around_, found);
  out_.fields.push_back({&node, parent, found});
  out_.arguments.push_back(
      {.nodes = node.arguments, .offset = node.offset, .parent = parent, .field = found});
  for (const language::argument_node& one : node.arguments) {
    top_value(one.value, found == nullptr
                             ? place()
                             : place_of(out_.find_input(found->arguments, one.name.text)));
  }
  directives(node.directives, "FIELD");
  if (node.selection_set.present) {
    const schema::type* inner = found == nullptr ? nullptr : composite_or_null(found->type.named);
    out_.selection_sets.push_back({&node.selection_set, inner});
    selections(node.selection_set, inner);
  }
  around_ = outer;
}

void walker::inline_fragment(const language::inline_fragment_node& node,
                             const schema::type* parent) {
  const schema::type* type = parent;
  if (!node.type_condition.text.empty()) type = condition(node.type_condition, nullptr);
  out_.inline_fragments.push_back({&node, parent, type});
  directives(node.directives, "INLINE_FRAGMENT");
  selections(node.selection_set, composite_or_null(type));
}

// Default values have no type here: what the document defines is not in the schema.
void walker::type_system(const language::type_system_node& node) {
  in_type_system_ = true;
  directives(node.directives, location_of(node.kind), &node);
  for (const language::operation_type_node& one : node.operation_types) named({&one.type, 1});
  named(node.interfaces);
  named(node.members);
  for (const language::field_definition_node& one : node.fields) {
    input_definitions(one.arguments, "ARGUMENT_DEFINITION");
    named(one.type);
    directives(one.directives, "FIELD_DEFINITION");
  }
  for (const language::enum_value_definition_node& one : node.values) {
    directives(one.directives, "ENUM_VALUE");
  }
  input_definitions(node.input_fields, "INPUT_FIELD_DEFINITION");
  input_definitions(node.arguments, "ARGUMENT_DEFINITION");
}

void walker::input_definitions(std::span<const language::input_value_definition_node> nodes,
                               std::string_view location) {
  for (const language::input_value_definition_node& one : nodes) {
    named(one.type);
    if (one.default_value != nullptr) value(*one.default_value, {});
    directives(one.directives, location);
  }
}

void walker::named(std::span<const language::name_node> types) {
  for (const language::name_node& one : types) {
    out_.type_names.push_back({one.text, one.offset, in_type_system_});
  }
}

void walker::named(const language::type_node& type) {
  const language::type_node* inner = &type;
  while (inner->of != nullptr) inner = inner->of;
  out_.type_names.push_back({inner->name, inner->offset, in_type_system_});
}

void walker::directives(std::span<const language::directive_node> nodes, std::string_view location,
                        const language::type_system_node* definition) {
  if (nodes.empty()) return;
  out_.directives.push_back({nodes, location, definition});
  for (const language::directive_node& node : nodes) {
    const known_directive* known = out_.find_directive(node.name.text);
    out_.arguments.push_back({.nodes = node.arguments, .offset = node.offset, .directive = known});
    const std::vector<schema::input_value>* declared =
        known == nullptr ? nullptr : known->in_schema;
    if (declared == nullptr && around_ != nullptr) declared = &around_->arguments;
    for (const language::argument_node& one : node.arguments) {
      top_value(one.value, declared == nullptr
                               ? place()
                               : place_of(out_.find_input(*declared, one.name.text)));
    }
  }
}

void walker::top_value(const value_node& node, const place& at) {
  if (at.type) out_.values.push_back({&node, *at.type});
  value(node, at);
}

void walker::value(const value_node& node, const place& at) {
  if (node.kind == value_kind::variable) {
    FRAISEQL_CHECK(definition_ != nullptr);
    definition_->variables.push_back({&node, at.type, at.one_of, at.has_default});
  } else if (node.kind == value_kind::list) {
    place item;
    if (at.type && at.type->is_list()) item.type = at.type->item();
    for (const value_node& one : node.items) value(one, item);
  } else if (node.kind == value_kind::object) {
    object(node, at);
  }
}

void walker::object(const value_node& node, const place& at) {
  out_.objects.push_back(&node);
  const schema::type* type = at.type ? at.type->named : nullptr;
  if (type != nullptr && type->kind != schema::type_kind::input_object) type = nullptr;
  const schema::type* one_of = nullptr;
  if (type != nullptr && type->is_one_of && !at.type->is_list() && !at.type->is_non_null()) {
    one_of = type;
  }
  for (const language::object_field_node& one : node.fields) {
    value(one.value, type == nullptr
                         ? place()
                         : place_of(out_.find_input(type->input_fields, one.name.text), one_of));
  }
}

}  // namespace fraiseql::validation
