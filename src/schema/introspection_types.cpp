// The types and meta-fields of introspection (specification, section 4.2), as rows of tables.
// What their fields answer stands in introspection.cpp, in the same order.
#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "schema/assembly.hpp"

namespace fraiseql::schema {
namespace {

constexpr const char* introspection_origin = "introspection";

struct field_row {
  const char* name;
  type_use type;
  const char* description;
};

type_use nullable(const char* name) { return {name, 0, 0b0}; }
type_use required(const char* name) { return {name, 0, 0b1}; }
type_use list_of(const char* name) { return {name, 1, 0b01}; }
type_use required_list_of(const char* name) { return {name, 1, 0b11}; }

type_declaration declare(const char* name, const char* description) {
  return {.name = name, .description = description, .origin = introspection_origin};
}

// An object. The fields named in `deprecatable` leave out what is deprecated unless told.
type_declaration object(const char* name, const char* description,
                        std::initializer_list<field_row> fields,
                        std::initializer_list<std::string_view> deprecatable = {}) {
  type_declaration made = declare(name, description);
  for (const field_row& row : fields) {
    field_declaration& added = made.fields.emplace_back(
        field_declaration{.name = row.name, .type = row.type, .description = row.description});
    if (std::ranges::find(deprecatable, row.name) == deprecatable.end()) continue;
    added.arguments.push_back({.name = "includeDeprecated",
                               .type = required("Boolean"),
                               .default_value = json::value(false)});
  }
  return made;
}

struct value_row {
  const char* name;
  const char* description;
};

type_declaration enumeration(const char* name, const char* description,
                             std::initializer_list<value_row> values) {
  type_declaration made = declare(name, description);
  made.kind = type_kind::enumeration;
  for (const value_row& row : values) {
    made.values.push_back({.name = row.name, .description = row.description});
  }
  return made;
}

constexpr const char* is_deprecated = "Whether it should not be used any more.";
constexpr const char* deprecation_reason = "Why it should not be used any more.";

type_declaration schema_type() {
  return object(
      "__Schema", "What a server offers: its types, directives and root operation types.",
      {{"description", nullable("String"), "What the schema is for."},
       {"types", required_list_of("__Type"), "All named types."},
       {"queryType", required("__Type"), "The object at the root of queries."},
       {"mutationType", nullable("__Type"), "The object at the root of mutations."},
       {"subscriptionType", nullable("__Type"), "The object at the root of subscriptions."},
       {"directives", required_list_of("__Directive"), "All directives."}},
      {"directives"});
}

type_declaration directive_type() {
  return object("__Directive", "A directive: an annotation of documents or of the schema.",
                {{"name", required("String"), "The name without `@`."},
                 {"description", nullable("String"), "What it does."},
                 {"isRepeatable", required("Boolean"), "Whether one place may have several."},
                 {"locations", required_list_of("__DirectiveLocation"), "Where it may stand."},
                 {"args", required_list_of("__InputValue"), "Its arguments."},
                 {"isDeprecated", required("Boolean"), is_deprecated},
                 {"deprecationReason", nullable("String"), deprecation_reason}},
                {"args"});
}

type_declaration directive_location_type() {
  return enumeration("__DirectiveLocation", "A kind of place that a directive may stand at.",
                     {{"QUERY", "A query."},
                      {"MUTATION", "A mutation."},
                      {"SUBSCRIPTION", "A subscription."},
                      {"FIELD", "A selected field."},
                      {"FRAGMENT_DEFINITION", "A fragment."},
                      {"FRAGMENT_SPREAD", "A spread of a fragment."},
                      {"INLINE_FRAGMENT", "An inline fragment."},
                      {"VARIABLE_DEFINITION", "A variable of an operation."},
                      {"FRAGMENT_VARIABLE_DEFINITION", "A variable of a fragment."},
                      {"SCHEMA", "The schema itself."},
                      {"SCALAR", "A scalar type."},
                      {"OBJECT", "An object type."},
                      {"FIELD_DEFINITION", "A field of an object or interface."},
                      {"ARGUMENT_DEFINITION", "An argument of a field or directive."},
                      {"INTERFACE", "An interface type."},
                      {"UNION", "A union type."},
                      {"ENUM", "An enum type."},
                      {"ENUM_VALUE", "A value of an enum."},
                      {"INPUT_OBJECT", "An input object type."},
                      {"INPUT_FIELD_DEFINITION", "A field of an input object."},
                      {"DIRECTIVE_DEFINITION", "A directive."}});
}

type_declaration type_type() {
  return object(
      "__Type", "A type. Fields that its kind has no use for are null.",
      {{"kind", required("__TypeKind"), "The kind of type; it decides which fields have a value."},
       {"name", nullable("String"), "The name; null for LIST and NON_NULL."},
       {"description", nullable("String"), "What it stands for."},
       {"specifiedByURL", nullable("String"), "Where a SCALAR is specified."},
       {"fields", list_of("__Field"), "The fields of an OBJECT or INTERFACE."},
       {"interfaces", list_of("__Type"), "What an OBJECT or INTERFACE implements."},
       {"possibleTypes", list_of("__Type"), "The objects that an INTERFACE or UNION can be."},
       {"enumValues", list_of("__EnumValue"), "The values of an ENUM."},
       {"inputFields", list_of("__InputValue"), "The fields of an INPUT_OBJECT."},
       {"ofType", nullable("__Type"), "What a LIST or NON_NULL is of."},
       {"isOneOf", nullable("Boolean"),
        "Whether exactly one field of an INPUT_OBJECT must be given."}},
      {"fields", "enumValues", "inputFields"});
}

type_declaration field_type() {
  return object("__Field", "A field of an object or interface.",
                {{"name", required("String"), "Its name."},
                 {"description", nullable("String"), "What it answers."},
                 {"args", required_list_of("__InputValue"), "Its arguments."},
                 {"type", required("__Type"), "The type of its value."},
                 {"isDeprecated", required("Boolean"), is_deprecated},
                 {"deprecationReason", nullable("String"), deprecation_reason}},
                {"args"});
}

type_declaration input_value_type() {
  return object("__InputValue", "An argument, or a field of an input object.",
                {{"name", required("String"), "Its name."},
                 {"description", nullable("String"), "What it is for."},
                 {"type", required("__Type"), "The type of its value."},
                 {"defaultValue", nullable("String"),
                  "The value it has where none is given, as a GraphQL literal."},
                 {"isDeprecated", required("Boolean"), is_deprecated},
                 {"deprecationReason", nullable("String"), deprecation_reason}});
}

type_declaration enum_value_type() {
  return object("__EnumValue", "A value of an enum.",
                {{"name", required("String"), "Its name, which is how answers spell it."},
                 {"description", nullable("String"), "What it means."},
                 {"isDeprecated", required("Boolean"), is_deprecated},
                 {"deprecationReason", nullable("String"), deprecation_reason}});
}

type_declaration type_kind_type() {
  return enumeration("__TypeKind", "The kinds of types.",
                     {{"SCALAR", "A leaf value."},
                      {"OBJECT", "An object with `fields`; `interfaces` are what it implements."},
                      {"INTERFACE", "`fields` that `possibleTypes` have in common."},
                      {"UNION", "One of `possibleTypes`."},
                      {"ENUM", "One of `enumValues`."},
                      {"INPUT_OBJECT", "An object that is given, with `inputFields`."},
                      {"LIST", "A list of `ofType`."},
                      {"NON_NULL", "`ofType` without null."}});
}

}  // namespace

void assembly::add_introspection() {
  const type_declaration declarations[] = {
      schema_type(), directive_type(),   directive_location_type(), type_type(),
      field_type(),  input_value_type(), enum_value_type(),         type_kind_type()};
  for (const type_declaration& one : declarations) {
    place_type(one.kind, one.name, one.origin)->is_built_in = true;
  }
  for (const type_declaration& one : declarations) fill(*find(one.name), one);

  const type_declaration of_query = {.name = "Query", .origin = introspection_origin};
  made_->schema_field_ = make_field(of_query, {.name = "__schema",
                                               .type = required("__Schema"),
                                               .description = "What this server offers."});
  made_->type_field_ =
      make_field(of_query, {.name = "__type",
                            .type = nullable("__Type"),
                            .description = "The type of that name, or null.",
                            .arguments = {{.name = "name", .type = required("String")}}});
}

}  // namespace fraiseql::schema
