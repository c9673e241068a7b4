// schema_builder: the one way to make a schema. Every front-end fills it.
//
// Declarations name types by text, in any order; build() resolves the names, adds what
// the framework adds (filter and order inputs of what is listed, introspection), verifies
// everything and gives the schema or all that is wrong with it. A declaration's `origin`
// says where a program made it ("struct Note"), its `place`s where a text did; both come
// back in the errors.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "language/ast.hpp"
#include "schema/schema.hpp"

namespace fraiseql::schema {

// A type_reference whose type is still a name.
struct type_use {
  std::string name;
  std::uint8_t list_depth = 0;
  std::uint32_t non_null = 0;  // bits as in type_reference
};

struct input_declaration {
  std::string name;
  type_use type;
  std::optional<std::string> description = {};
  // At most one of the two. The literal is borrowed until build() returns.
  std::optional<json::value> default_value = {};
  const language::value_node* default_literal = nullptr;
  std::optional<std::string> deprecation = {};
  std::string stored = {};  // stored spelling where it differs from the name's own
  places at = {};
};

// The rows that belong to an object: `field` of theirs equals `equals` of its. Both are names in
// GraphQL.
struct match_declaration {
  std::string field;
  std::string equals;
  place at = nowhere;
};

enum class listing : std::uint8_t { list, connection };

// What a field that lists rows says beside their type.
struct list_declaration {
  listing as = listing::list;
  // What `limit`, `first` and `last` may be at most: 1000 of a list and 100 of a connection.
  std::optional<std::int32_t> maximum_limit = {};
  // Its rows are answered as they come: a root field's that is a list and declares its maximum.
  bool is_streamed = false;
  // A field of its name and `Aggregate` stands behind it, which answers with groups of its rows.
  bool is_aggregated = false;
  // A filter that every row satisfies whatever the client asks for, as a client would write it
  // for `where`; null: none.
  json::value where = {};
  place where_at = nowhere;
  // The default of `orderBy`, as a client would write it; null: none.
  json::value order_by = {};
  place order_by_at = nowhere;
};

// A field of an object that is rows of another type. `list` is there where there may be many: the
// field's type is then made of it, of the type that the declaration names.
struct relation_declaration {
  std::vector<match_declaration> on;
  std::optional<list_declaration> list = {};
};

struct field_declaration {
  std::string name;
  type_use type;
  std::optional<std::string> description = {};
  std::vector<input_declaration> arguments = {};
  std::optional<std::string> deprecation = {};
  std::string stored_key = {};
  std::string column = {};  // of the object's relation, holding the same; "id" has it by itself
  std::shared_ptr<const native_function> native = {};
  std::optional<relation_declaration> relation = {};
  authorization authorized = {};
  places at = {};
};

// schema::text_search, as it is declared: one of `fields` and `column`.
struct search_declaration {
  std::vector<std::string> fields = {};  // names in GraphQL, inside of objects as "author.name"
  std::string column = {};
  std::string configuration = {};
  place at = nowhere;
};

struct name_use {
  std::string name;
  place at = nowhere;
};

// A type of any kind with its extensions; what the kind has no use for stays empty.
struct type_declaration {
  type_kind kind = type_kind::object;
  std::string name;
  std::optional<std::string> description = {};
  std::vector<field_declaration> fields = {};        // object, interface
  std::vector<name_use> interfaces = {};             // object, interface
  std::vector<name_use> members = {};                // union
  std::vector<enum_value> values = {};               // enumeration
  std::vector<input_declaration> input_fields = {};  // input_object
  bool is_one_of = false;                            // input_object
  std::optional<std::string> specified_by = {};      // scalar
  std::optional<relation> source = {};               // object, interface
  std::string discriminator = {};                    // interface, union; "" the default key
  std::shared_ptr<const scalars::rule> rule = {};    // scalar of a program
  bool is_public = false;                            // object, interface
  std::optional<search_declaration> search = {};     // object, interface
  authorization authorized = {};                     // object, interface
  std::string origin = {};
  std::vector<place> at = {};  // of the definition and its extensions
  place public_at = nowhere;
  place authorized_at = nowhere;
};

struct directive_declaration {
  std::string name;
  std::optional<std::string> description = {};
  std::vector<input_declaration> arguments = {};
  std::vector<std::string> locations = {};
  bool is_repeatable = false;
  std::optional<std::string> deprecation = {};
  std::string origin = {};
  places at = {};
};

// schema::session_setting and schema::request_role, as they are declared.
struct session_declaration {
  std::string setting;
  std::string claim;
  std::string origin = {};
  place at = nowhere;
};
struct role_declaration {
  request_role role;
  std::string origin = {};
  place at = nowhere;
};

struct root_declaration {
  language::operation_kind kind = language::operation_kind::query;
  name_use type;
};

// A schema definition with its extensions (3.3).
struct schema_declaration {
  std::optional<std::string> description = {};
  std::vector<root_declaration> roots = {};  // of one kind the last counts
  std::vector<place> at = {};
};

// A root field that lists `object`, or the rows of an interface: gets where, orderBy, limit and
// offset, and the type `[Object!]!`; or as a connection where, orderBy, first, after, last and
// before, and the type `ObjectConnection!`.
struct find_declaration {
  std::string name;
  std::string object;
  std::optional<std::string> description = {};
  std::optional<std::string> deprecation = {};
  list_declaration list = {};
  authorization authorized = {};
  std::string origin = {};
  place at = nowhere;
  place authorized_at = nowhere;
};

// A root field that looks one `object` up: gets `id: ID` and, if the object has a String of that
// name with a column, `identifier: String`; its type is `Object`.
struct find_one_declaration {
  std::string name;
  std::string object;
  std::optional<std::string> description = {};
  std::optional<std::string> deprecation = {};
  authorization authorized = {};
  std::string origin = {};
  place at = nowhere;
  place authorized_at = nowhere;
};

// A root field that calls a function: gets `input: Input!`.
struct call_declaration {
  language::operation_kind kind = language::operation_kind::mutation;  // or query
  std::string name;
  type_use type;              // what it answers, and where that may be null
  std::string input;          // name of an input object, or "" for a function without one
  std::string function;       // bare, or "schema.function"
  bool is_retryable = false;  // of a mutation
  std::optional<std::string> description = {};
  std::optional<std::string> deprecation = {};
  authorization authorized = {};
  std::string origin = {};
  place at = nowhere;
  place authorized_at = nowhere;
  place retryable_at = nowhere;
};

// A root field that the program works out. `field.native` is set.
struct native_declaration {
  language::operation_kind kind = language::operation_kind::query;  // or mutation
  field_declaration field;
  std::string origin = {};
};

// What clients read when a call breaks a constraint or unique index of the database.
struct constraint_declaration {
  std::string name;
  std::string message;
  std::string argument = {};  // a field of the input of some call; or ""
  std::string origin = {};
  place at = nowhere;
  place argument_at = nowhere;
};

// The origin of a served schema's root type. A type_declaration of that name and origin gives it a
// description and interfaces; its fields are declared one by one.
std::string root_origin(language::operation_kind kind);

// What is wrong with a declaration, and where it was made.
struct schema_error {
  std::string message;
  std::string origin = {};
  std::vector<place> places = {};
};

// What a schema is for. `served` schemas are bound to a database: their scalars are ours
// with their checks, internal keys are refused, and there must be something to query.
// `described` ones are what a text says and the specification asks, no more.
enum class purpose : std::uint8_t { served, described };

class schema_builder {
 public:
  explicit schema_builder(purpose purpose = purpose::served) : purpose_(purpose) {}

  // A declaration made twice by the same origin is kept once; a name claimed by two
  // origins is an error of build().
  void add(type_declaration declaration);
  // Takes the place of a directive of the specification with the same name.
  void add(directive_declaration declaration);
  // Once at most. Without it the roots are the types "Query", "Mutation", "Subscription".
  void set(schema_declaration declaration);
  void add_query(find_declaration declaration);
  void add_query(find_one_declaration declaration);
  // The kind is as the function's name says.
  void add_query(call_declaration declaration);
  void add_mutation(call_declaration declaration);
  void add_root(native_declaration declaration);
  void add(constraint_declaration declaration);
  void add(session_declaration declaration);
  void add(role_declaration declaration);  // once at most
  // Functions of the program read rows while they run: the schema gets a repository().
  void add_repository() { has_repository_ = true; }
  // Functions of mutations write while they run, and may read rows where a type has some.
  void add_commands() { has_commands_ = true; }
  // Something the front-end itself found wrong; build() reports it with the rest.
  void add_error(schema_error error);
  [[nodiscard]] const std::vector<schema_error>& errors() const { return errors_; }

  // Once.
  result<std::shared_ptr<const schema>, std::vector<schema_error>> build() &&;

 private:
  friend class assembly;
  purpose purpose_;
  std::vector<type_declaration> types_;
  std::vector<directive_declaration> directives_;
  std::optional<schema_declaration> schema_;
  // In the order of declaration.
  std::vector<
      std::variant<find_declaration, find_one_declaration, call_declaration, native_declaration>>
      root_fields_;
  std::vector<constraint_declaration> constraints_;
  std::vector<session_declaration> session_settings_;
  std::vector<role_declaration> roles_;
  std::vector<schema_error> errors_;
  bool has_repository_ = false;
  bool has_commands_ = false;
};

}  // namespace fraiseql::schema
