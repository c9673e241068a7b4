// The syntax tree of a document, as the GraphQL grammar names its parts (specification,
// sections 2 and 3 and appendix B).
//
// Every node lives in its document's arena and is trivially destructible; names and
// values are views into the document's text or arena. `offset` is the byte where the
// node begins: document::location turns it into line and column when an error needs
// them. Read next: document.hpp (who owns all this), parser.hpp (who makes it).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace fraiseql::language {

struct name_node {
  std::string_view text;
  std::uint32_t offset = 0;
};

enum class type_node_kind : std::uint8_t { named, list, non_null };

// 3.12 Wrapping types: `of` is what a list or non-null type wraps, else nullptr.
struct type_node {
  type_node_kind kind = type_node_kind::named;
  std::uint32_t offset = 0;
  std::string_view name;  // of a named type
  const type_node* of = nullptr;
};

enum class value_kind : std::uint8_t {
  variable,
  integer,
  floating,
  string,
  boolean,
  null,
  enumeration,
  list,
  object,
};

struct object_field_node;

// 2.10 Input values.
struct value_node {
  value_kind kind = value_kind::null;
  bool is_block = false;  // a block string, for the printer
  std::uint32_t offset = 0;
  // The variable's name without `$`; a number as written; a string decoded; `true` or
  // `false`; an enum value's name.
  std::string_view text;
  std::span<const value_node> items;          // of a list
  std::span<const object_field_node> fields;  // of an object
};

struct object_field_node {
  name_node name;
  value_node value;
};

struct argument_node {
  name_node name;
  value_node value;
};

// `offset` is that of the `@`.
struct directive_node {
  name_node name;
  std::uint32_t offset = 0;
  std::span<const argument_node> arguments;
};

struct field_node;
struct fragment_spread_node;
struct inline_fragment_node;

// 2.4 Selection sets.
using selection_node =
    std::variant<const field_node*, const fragment_spread_node*, const inline_fragment_node*>;

// An absent set (a leaf field) has no selections and `present` false.
struct selection_set_node {
  bool present = false;
  std::uint32_t offset = 0;  // of the `{`
  std::span<const selection_node> selections;
};

// `alias.text` is empty where there is none; `offset` is that of alias or name.
struct field_node {
  name_node alias;
  name_node name;
  std::uint32_t offset = 0;
  std::span<const argument_node> arguments;
  std::span<const directive_node> directives;
  selection_set_node selection_set;

  [[nodiscard]] std::string_view response_key() const {
    return alias.text.empty() ? name.text : alias.text;
  }
};

// `offset` is that of the `...`, here and below.
struct fragment_spread_node {
  name_node name;
  std::uint32_t offset = 0;
  std::span<const directive_node> directives;
};

struct inline_fragment_node {
  name_node type_condition;  // text empty where there is none
  std::uint32_t offset = 0;
  std::span<const directive_node> directives;
  selection_set_node selection_set;
};

enum class operation_kind : std::uint8_t { query, mutation, subscription };

// The keyword: "query", "mutation" or "subscription".
constexpr std::string_view to_string(operation_kind kind) {
  switch (kind) {
    case operation_kind::query: return "query";
    case operation_kind::mutation: return "mutation";
    case operation_kind::subscription: return "subscription";
  }
  return {};
}

// A description is decoded text; `present` tells "" from none.
struct description_node {
  bool present = false;
  bool is_block = false;
  std::string_view text;
};

// `offset` is that of the description where there is one, else of the `$`; the name is
// without it.
struct variable_definition_node {
  description_node description;
  name_node name;
  std::uint32_t offset = 0;
  type_node type;
  const value_node* default_value = nullptr;
  std::span<const directive_node> directives;
};

struct operation_node {
  description_node description;
  operation_kind kind = operation_kind::query;
  bool is_shorthand = false;  // `{ ... }` without a keyword
  name_node name;             // text empty where anonymous
  std::uint32_t offset = 0;   // of the description, the keyword or the `{`
  std::span<const variable_definition_node> variables;
  std::span<const directive_node> directives;
  selection_set_node selection_set;
};

struct fragment_node {
  description_node description;
  name_node name;
  name_node type_condition;
  std::uint32_t offset = 0;  // of the description or of `fragment`
  std::span<const directive_node> directives;
  selection_set_node selection_set;
};

// --- Type-system definitions and extensions (section 3) ---
// `offset` is that of the description where there is one, else of the first token.

// An argument's definition or an input object's field (3.6.1, 3.10).
struct input_value_definition_node {
  description_node description;
  name_node name;
  std::uint32_t offset = 0;
  type_node type;
  const value_node* default_value = nullptr;
  std::span<const directive_node> directives;
};

struct field_definition_node {
  description_node description;
  name_node name;
  std::uint32_t offset = 0;
  std::span<const input_value_definition_node> arguments;
  type_node type;
  std::span<const directive_node> directives;
};

struct enum_value_definition_node {
  description_node description;
  name_node name;
  std::uint32_t offset = 0;
  std::span<const directive_node> directives;
};

// `query: Query` of a schema definition (3.3.1).
struct operation_type_node {
  operation_kind kind = operation_kind::query;
  std::uint32_t offset = 0;
  name_node type;
};

enum class type_system_kind : std::uint8_t {
  schema,
  scalar,
  object,
  interface,
  union_of,
  enumeration,
  input_object,
  directive,
};

// The keyword: "schema", "scalar", "type", "interface", "union", "enum", "input" or
// "directive".
constexpr std::string_view to_string(type_system_kind kind) {
  switch (kind) {
    case type_system_kind::schema: return "schema";
    case type_system_kind::scalar: return "scalar";
    case type_system_kind::object: return "type";
    case type_system_kind::interface: return "interface";
    case type_system_kind::union_of: return "union";
    case type_system_kind::enumeration: return "enum";
    case type_system_kind::input_object: return "input";
    case type_system_kind::directive: return "directive";
  }
  return {};
}

// One definition, or an extension of one, of any kind; what a kind has no use for is
// empty. An absent list and an empty one (`type T {}` is a syntax error) are the same.
struct type_system_node {
  type_system_kind kind = type_system_kind::object;
  bool is_extension = false;
  description_node description;  // never of an extension
  name_node name;                // empty of a schema
  std::uint32_t offset = 0;
  std::span<const directive_node> directives;
  std::span<const operation_type_node> operation_types;       // schema
  std::span<const name_node> interfaces;                      // object, interface
  std::span<const field_definition_node> fields;              // object, interface
  std::span<const name_node> members;                         // union
  std::span<const enum_value_definition_node> values;         // enumeration
  std::span<const input_value_definition_node> input_fields;  // input_object
  std::span<const input_value_definition_node> arguments;     // directive
  std::span<const name_node> locations;                       // directive
  bool is_repeatable = false;                                 // directive
};

using definition_node =
    std::variant<const operation_node*, const fragment_node*, const type_system_node*>;

}  // namespace fraiseql::language
