#include "frontend/sdl/directives.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "schema/built_in.hpp"

namespace fraiseql::frontend {
namespace {

constexpr std::string_view definitions_text =
    R"sdl("""Lists the rows of a type's relation, or a page of them as a connection."""
directive @find(
  """What `limit`, `first` and `last` may be at most: 1000, and 100 of a connection."""
  maxLimit: Int

  """Of a list of Query with a `maxLimit`: whether a large answer goes out while its rows come."""
  streamed: Boolean = false

  """Whether a field of its name and `Aggregate` answers with groups of its rows."""
  aggregated: Boolean = false

  """Of a relation between types: the fields that are equal."""
  on: [FieldMatch!]

  """A filter that all rows match, whatever a client asks for."""
  where: JSON

  """The order that they have where a client gives none."""
  orderBy: JSON
) on FIELD_DEFINITION

"""Looks one row of a type's relation up."""
directive @findOne(
  """Of a relation between types: the fields that are equal."""
  on: [FieldMatch!]
) on FIELD_DEFINITION

"""Calls a function of PostgreSQL, which returns what the field is."""
directive @call(
  """Its name, with its schema unless that is public."""
  function: String!

  """Whether it may be called again after a serialization failure or a deadlock."""
  retryable: Boolean = false
) on FIELD_DEFINITION

"""Where the rows of the type are."""
directive @relation(
  """A table or view, with its schema unless that is public."""
  name: String!
) on OBJECT | INTERFACE

"""How a field, parameter or value is spelled in the database."""
directive @stored(
  """The key, the parameter without p_, or the value."""
  as: String!
) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

"""The relation has a real column with the field's value."""
directive @column(name: String!) on FIELD_DEFINITION

"""How the objects of an interface or union are told apart."""
directive @discriminator(
  """The stored key that has the type's name."""
  key: String!
) on INTERFACE | UNION

"""What clients read when a call breaks a constraint or unique index of the database."""
directive @constraint(
  """Its name, without its table."""
  name: String!

  """What clients read."""
  message: String!

  """The field of the input that is to blame."""
  argument: String
) repeatable on SCHEMA

"""A setting of the database that has a claim of who asks, in each transaction."""
directive @session(
  """Its name, with a prefix of one's own: app.tenant_id."""
  setting: String!

  """The claim whose value it has."""
  claim: String!
) repeatable on SCHEMA

"""The role of the database that each transaction runs as."""
directive @role(
  """The claim that names it."""
  claim: String!

  """What the claim may name."""
  allowed: [String!]!

  """The role for who says nothing."""
  anonymous: String!
) on SCHEMA

"""Everybody may read the rows of the type."""
directive @public on OBJECT | INTERFACE

"""What a request must be allowed to do."""
directive @authorize(
  """The permission, one word: post:read."""
  needs: String!

  """Whether the field is null without it, and the request not refused."""
  orNull: Boolean = false
) on FIELD_DEFINITION | OBJECT | INTERFACE

"""What the rows of the type are searched in for words: fields, or a column."""
directive @search(
  """Strings of the row, also in objects: author.name."""
  fields: [String!]

  """A column of the type tsvector."""
  column: String

  """A text search configuration of PostgreSQL, where it is not that of the setting."""
  configuration: String
) on OBJECT | INTERFACE

"""Two fields whose values are equal."""
input FieldMatch {
  """A field of the rows that are read."""
  field: String!

  """A field of the object at hand."""
  equals: String!
}
)sdl";

// Calls `use` with the directives of every place that may have some.
template <class Use>
void each_place(const language::type_system_node& node, const Use& use) {
  use(node.directives);
  const auto each_input = [&](std::span<const language::input_value_definition_node> inputs) {
    for (const auto& one : inputs) use(one.directives);
  };
  for (const auto& field : node.fields) {
    use(field.directives);
    each_input(field.arguments);
  }
  for (const auto& value : node.values) use(value.directives);
  each_input(node.input_fields);
  each_input(node.arguments);
}

bool is_meant(std::string_view name) {
  if (is_ours(name)) return true;
  return !schema::is_specified_directive(name) && !nearest(name, directive_names).empty();
}

}  // namespace

const language::directive_node* find_directive(applied_directives all, std::string_view name) {
  const auto found =
      std::ranges::find_if(all, [&](const auto& one) { return one.name.text == name; });
  return found == all.end() ? nullptr : &*found;
}

const language::argument_node* find_argument(const language::directive_node& of,
                                             std::string_view name) {
  const auto found = std::ranges::find_if(
      of.arguments, [&](const language::argument_node& one) { return one.name.text == name; });
  return found == of.arguments.end() ? nullptr : &*found;
}

bool is_ours(std::string_view name) {
  return std::ranges::find(directive_names, name) != directive_names.end();
}

bool uses_directives(const language::document& document) {
  std::unordered_set<std::string_view> defined;
  for (const language::type_system_node* node : document.type_system()) {
    if (node->kind == language::type_system_kind::directive) defined.insert(node->name.text);
  }
  bool found = false;
  for (const language::type_system_node* node : document.type_system()) {
    each_place(*node, [&](applied_directives all) {
      found = found || std::ranges::any_of(all, [&](const language::directive_node& one) {
                return !defined.contains(one.name.text) && is_meant(one.name.text);
              });
    });
  }
  return found;
}

std::string_view rows_of_connection(std::string_view name) {
  constexpr std::string_view suffix = "Connection";
  return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : "";
}

std::set<std::string_view> connections_of(const language::document& document) {
  std::unordered_set<std::string_view> defined;
  for (const language::type_system_node* node : document.type_system()) {
    const bool is_type = node->kind != language::type_system_kind::directive && !node->is_extension;
    if (is_type) defined.insert(node->name.text);
  }
  std::set<std::string_view> made;
  for (const language::type_system_node* node : document.type_system()) {
    for (const auto& field : node->fields) {
      if (find_directive(field.directives, find_name) == nullptr) continue;
      const language::type_node* type = &field.type;
      while (type->of != nullptr) type = type->of;
      const std::string_view rows = rows_of_connection(type->name);
      if (defined.contains(rows) && !defined.contains(type->name)) made.insert(type->name);
    }
  }
  return made;
}

std::string directive_definitions() {
  std::string text(definitions_text);
  for (const std::string_view name : schema::known_scalar_names()) {
    const schema::type& scalar = *schema::known_scalar(name);
    if (scalar.is_built_in) continue;
    text += "\n\"\"\"" + *scalar.description + "\"\"\"\nscalar " + scalar.name;
    if (scalar.specified_by) text += " @specifiedBy(url: \"" + *scalar.specified_by + "\")";
    text += '\n';
  }
  return text;
}

}  // namespace fraiseql::frontend
