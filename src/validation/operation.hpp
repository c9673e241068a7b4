// operation: one operation of a proven document, typed and expanded: fragments spread,
// `@skip` and `@include` decided, equal response keys merged, arguments coerced.
//
// Only make_operation makes one; the planner reads it. It holds no value of a request's
// variables but what changes structure (coercion.hpp, structure_of), so it may be kept
// and run again with other variables of the same structure. It points into the schema
// and document it was made from, which it keeps alive.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "language/ast.hpp"
#include "schema/schema.hpp"
#include "validation/authorize.hpp"
#include "validation/validate.hpp"

namespace fraiseql::validation {

enum class argument_kind : std::uint8_t {
  null,
  leaf,         // a scalar, or a list of scalars known whole: see `source`
  enumeration,  // see `name`
  list,         // see `items`
  object,       // see `fields`
  missing,      // a variable inside a list or object that was not provided: see `name`
};

struct argument;

// A value given to an argument or inside one.
struct argument_value {
  argument_kind kind = argument_kind::null;
  schema::type_reference type = {};
  source_location location = {};
  json::source source = {};
  // Of the enumeration value, or of the missing variable. Of a leaf for `after` or `before` a
  // letter for each value of the cursor, `n` for null and `v` else; "" where the text is no cursor.
  std::string name = {};
  std::vector<argument_value> items;
  std::vector<argument> fields;  // in the order of their declaration

  [[nodiscard]] const argument* find(std::string_view field_name) const;
};

// An argument, or a field of an input object, that has a value: given, or by default.
struct argument {
  const schema::input_value* definition = nullptr;
  argument_value value = {};
  bool is_default = false;  // of an argument: the schema says the value, and no client
};

struct selection;

// One field of the answer.
struct selected_field {
  std::string response_key;
  const schema::field* definition = nullptr;  // schema::typename_field() for __typename
  source_location location = {};              // of its first occurrence
  std::vector<argument> arguments = {};       // in the order of their declaration
  // Of a composite type: what is selected on each possible object type, in the order of
  // type::possible_types. Empty for leaves.
  std::vector<selection> selections;
  // It is answered null for want of a permission: no arguments and no selections are left.
  bool is_denied = false;

  [[nodiscard]] const argument* find_argument(std::string_view name) const;
  [[nodiscard]] const argument* find_argument(schema::input_role role) const;
};

struct selection {
  const schema::type* object = nullptr;
  std::vector<selected_field> fields = {};  // merged, in response order (6.3.2)
};

class operation {
 public:
  [[nodiscard]] language::operation_kind kind() const { return kind_; }
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] const selection& root() const { return root_; }
  [[nodiscard]] const schema::schema& schema() const { return document_.schema(); }
  [[nodiscard]] const language::document& document() const { return document_.document(); }

 private:
  friend class operation_maker;
  explicit operation(validated_document document) : document_(std::move(document)) {}

  validated_document document_;
  language::operation_kind kind_ = language::operation_kind::query;
  std::string name_;
  selection root_;
};

// The operation that `name` asks for; "" asks for the only one (6.1 GetOperation). A
// missing, unknown or ambiguous one is BAD_USER_INPUT and names those there are.
result<const language::operation_node*, graphql_error> find_operation(
    const validated_document& document, std::string_view name);

// `variables` decide `@skip`, `@include` and structure. Going past a limit of `limits`
// (depth, aliases, root_fields, mutations, directives), counted on the expanded operation, is a
// GRAPHQL_VALIDATION_FAILED that names the limit and what was counted; the expansion
// stops there, so a fragment bomb costs no more than the limits allow. What asks for more than
// `held` allows is FORBIDDEN (authorize.hpp).
result<operation, std::vector<graphql_error>> make_operation(const validated_document& document,
                                                             const language::operation_node& node,
                                                             const json::variables& variables,
                                                             const limits& limits,
                                                             const permissions& held = {});

// The text form: an indented line a field with its arguments, for explain and golden cases.
std::string to_text(const operation& operation);

}  // namespace fraiseql::validation
