// The type system of one served API, as the GraphQL specification names its parts
// (section 3), with the bindings that say where each part is kept in PostgreSQL.
//
// All of it belongs to a schema (schema.hpp), is made by the schema_builder and never
// changes; pointers between its parts are good for as long as the schema is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "json/value.hpp"
#include "language/ast.hpp"
#include "scalars/kind.hpp"
#include "scalars/rule.hpp"
#include "schema/native.hpp"

namespace fraiseql::schema {

struct type;

// Where the text that a schema was made from says a thing, as a byte offset; `nowhere` for
// what a program or the framework itself declares. For errors only.
using place = std::uint32_t;
inline constexpr place nowhere = 0xFFFF'FFFF;

// The places of one definition; all but `self` those of what it says about itself.
struct places {
  place self = nowhere;
  place type = nowhere;
  place default_value = nowhere;
  place deprecation = nowhere;
  place column = nowhere;
  place authorization = nowhere;
};

// The lists that a type reference can nest.
inline constexpr std::uint8_t max_list_depth = 31;

// The fields that an ordering can name.
inline constexpr std::size_t max_order_keys = 8;

// A use of a type: `[Note!]!` is list_depth 1 with both bits of non_null set. Bit 0 is
// the named type's own, bit i that of the i-th list around it.
struct type_reference {
  const type* named = nullptr;
  std::uint8_t list_depth = 0;
  std::uint32_t non_null = 0;

  [[nodiscard]] bool is_non_null() const { return ((non_null >> list_depth) & 1U) != 0; }
  [[nodiscard]] bool is_list() const { return list_depth > 0; }
  // What one item is. Needs is_list().
  [[nodiscard]] type_reference item() const;
  // The same without its outermost non-null.
  [[nodiscard]] type_reference nullable() const;
  friend bool operator==(const type_reference&, const type_reference&) = default;
};

// `[Note!]!`
std::string to_text(const type_reference& reference);

enum class type_kind : std::uint8_t {
  scalar,
  object,
  interface,
  union_of,
  enumeration,
  input_object,
};

using scalar_kind = scalars::kind;

// What a field of a filter asks of a value (docs/api/filters.md). One word may mean different
// things for different types, as `contains` does for a text and for a list.
enum class filter_operator : std::uint8_t {
  eq,
  neq,
  in,
  not_in,
  is_null,
  gt,
  gte,
  lt,
  lte,
  contains,
  starts_with,
  ends_with,
  i_contains,
  i_starts_with,
  i_ends_with,
  like,
  i_like,
  regex,
  i_regex,
  search,
  contained_by,
  overlaps,
  is_empty,
  length,
  some,
  every,
  none,
  has_key,
  has_any_keys,
  has_all_keys,
  path_exists,
  path_match,
  in_subnet,
  contains_address,
  is_private,
  is_public,
  is_ipv4,
  is_ipv6,
  ancestor_of,
  descendant_of,
  matches,
  depth,
  adjacent_to,
  strictly_left_of,
  strictly_right_of,
  within,
};

std::string_view to_string(filter_operator asked);  // "eq", "notIn", ... as filters have it

// What an argument or input field is for, where it is one that the framework adds.
enum class input_role : std::uint8_t {
  plain,
  where,     // argument: the filter of a list
  order_by,  // argument
  limit,     // argument
  offset,    // argument
  first,     // argument of a connection, as the three below
  after,
  last,
  before,
  key_part,      // argument: one part of the key of a look-up; see `column`
  call_input,    // argument: its fields become the function's parameters
  group_by,      // argument of groups: what they are made by
  having,        // argument of groups: their filter
  filter_field,  // field of a filter of objects: filters by `target`
  filter_and,    // field of a filter of objects: a list of filters, which all hold
  filter_or,     // field of a filter of objects: a list of filters, of which one holds
  filter_not,    // field of a filter of objects: a filter that does not hold
  order_field,   // field of an order input: orders by `target`, or by what is inside of it
  filter_value,  // field of an operator input: see `filter`
  group_field,   // field of an input to group by: by `target`, or by what is inside of it
  search,        // field of a filter of rows: words to search them for; see `searched`
  search_rank,   // field of an order input: orders by how well rows fit words; see `searched`
};

struct field;

// An argument or a field of an input object.
struct input_value {
  std::string name;
  std::optional<std::string> description = {};
  type_reference type = {};
  std::optional<json::value> default_value = {};  // coerced; enum values are strings
  std::string default_text = {};                  // the default as a literal, or ""
  // Only while the schema is built; nullptr afterwards.
  const language::value_node* default_literal = nullptr;
  std::optional<std::string> deprecation = {};
  places at = {};

  input_role role = input_role::plain;
  std::string stored = {};                       // parameter name without p_, or the key's column
  const field* target = nullptr;                 // of filter_field, order_field, group_field
  filter_operator filter = filter_operator::eq;  // of filter_value
  const struct type* searched = nullptr;         // of search and search_rank: whose `search`

  [[nodiscard]] bool has_default() const { return default_value || default_literal != nullptr; }
  // One that must be given: non-null without a default.
  [[nodiscard]] bool is_required() const { return type.is_non_null() && !has_default(); }
};

// Where an object's rows are read from: a relation with a jsonb document a row.
struct relation {
  std::string schema = "public";
  std::string name;               // for example "tv_note"
  std::string document = "data";  // the jsonb column
  std::string id = "id";          // the unique uuid column; ties in orderings end here
  friend bool operator==(const relation&, const relation&) = default;
};

// Which rows belong to an object: those whose field `theirs` equals the object's field `ours`.
// Both are stored, of one type, and no lists.
struct field_match {
  const field* theirs = nullptr;
  const field* ours = nullptr;
};

// What a page may have at most unless a field says otherwise.
inline constexpr std::int32_t maximum_of_list = 1000;
inline constexpr std::int32_t maximum_of_connection = 100;

// How a field gets its value from rows: one of a root, or one of another object that relates it
// to rows of another type, by `on`.
struct find_binding {  // rows of a type's relation: a list of it, or its connection
  const type* rows = nullptr;
  std::int32_t maximum_limit = maximum_of_list;
  // The field's own filter, which always holds: a coerced value of its `where`; none: null.
  json::value where = {};
  std::vector<field_match> on = {};  // of a relation: all of them
  bool is_connection = false;
  bool is_streamed = false;    // a large answer goes out while its rows come
  bool is_aggregated = false;  // the field behind it answers with groups of its rows
  bool is_of_groups = false;   // it is that field, a list

  // The rows of a page for which no number is given.
  [[nodiscard]] std::int32_t default_page() const {
    return std::min(maximum_limit, is_connection || !on.empty() ? 20 : 100);
  }
};
struct find_one_binding {  // one row of its type's relation: by a key_part argument, or by `on`
  std::vector<field_match> on = {};
};
struct call_binding {  // a function of the database (docs/api/mutations.md)
  std::string schema = "public";
  std::string function;
  // A serialization failure or a deadlock may be answered by calling it again: it does nothing that
  // a rollback does not undo.
  bool is_retryable = false;
};
using field_binding = std::variant<std::monostate, find_binding, find_one_binding, call_binding>;

// What a field of a connection, of its edges or of its page is (docs/api/lists.md).
enum class connection_part : std::uint8_t {
  none,
  edges,
  page_info,
  total_count,
  cursor,
  node,
  has_next_page,
  has_previous_page,
  start_cursor,
  end_cursor,
};

// What is worked out of the rows of a group (docs/api/aggregates.md).
enum class aggregate : std::uint8_t { none, group, count, count_distinct, sum, avg, min, max };

// The field that answers with groups of a list's rows: `postsAggregate` of `posts`.
std::string name_of_groups(std::string_view list);

// What a field of a group is: a value worked out of the rows, or an object of such values.
struct aggregation {
  aggregate how = aggregate::none;
  const type* owner = nullptr;  // which has `of`
  const field* of = nullptr;  // the rows' field, or an object in them; nullptr: the rows themselves
};

// What a request must be allowed to do (docs/api/authorization.md), by a word that its claims have.
enum class when_denied : std::uint8_t { forbidden, null_value };
struct authorization {
  std::string needs = {};  // "post:read"; "": nothing
  when_denied otherwise = when_denied::forbidden;

  [[nodiscard]] bool is_needed() const { return !needs.empty(); }
};

// A field of an object or interface.
struct field {
  std::string name;
  std::optional<std::string> description = {};
  std::vector<input_value> arguments = {};
  type_reference type = {};
  std::optional<std::string> deprecation = {};
  places at = {};

  std::string stored_key = {};  // key in the document of the object that has the field
  std::string column = {};      // a real column of the relation that holds the same, or ""
  field_binding binding = {};   // of root fields and of relations
  connection_part part = connection_part::none;
  aggregation aggregated = {};  // of a group of rows
  // The program works the value out; nullptr where the database has it.
  std::shared_ptr<const native_function> native = {};
  authorization authorized = {};

  [[nodiscard]] const input_value* find_argument(std::string_view argument) const;
  // The fields that are equal, where this relates an object to rows; else none.
  [[nodiscard]] const std::vector<field_match>& relates_by() const;
  [[nodiscard]] bool is_relation() const { return !relates_by().empty(); }
  // Whether it answers with groups of rows (find_binding::is_of_groups).
  [[nodiscard]] bool has_groups() const;
};

struct enum_value {
  std::string name;
  std::optional<std::string> description = {};
  std::optional<std::string> deprecation = {};
  places at = {};
  std::string stored = {};  // how the database spells it; "" as the name

  [[nodiscard]] const std::string& stored_text() const { return stored.empty() ? name : stored; }
};

// What the rows of a type are searched in for words: texts of theirs, taken together as one, or a
// column of the type tsvector.
struct text_search {
  std::vector<std::vector<const field*>> texts = {};  // the ways to them, through objects
  std::string column = {};
  std::string configuration = {};  // of PostgreSQL's text searches; "": that of the setting
};

// A type that another one names: an interface it implements, a member of a union.
struct named_type_use {
  const type* named = nullptr;
  place at = nowhere;
};

struct type {
  type_kind kind = type_kind::object;
  std::string name;
  std::optional<std::string> description = {};

  std::vector<field> fields = {};                // object, interface
  std::vector<named_type_use> interfaces = {};   // object, interface
  std::vector<named_type_use> members = {};      // union
  std::vector<const type*> possible_types = {};  // interface, union; an object: itself
  std::vector<enum_value> values = {};           // enumeration
  std::vector<input_value> input_fields = {};    // input_object
  bool is_one_of = false;                        // input_object
  scalar_kind scalar = scalar_kind::other;       // scalar
  std::optional<std::string> specified_by = {};  // scalar
  // Of the specification or of introspection: not printed in SDL.
  bool is_built_in = false;
  // Of the framework: it comes with a list, and no text that says the binding declares it.
  bool is_derived = false;
  // Whether U+0000 is refused inside its values, as PostgreSQL has no such text.
  bool refuses_nul = true;
  std::vector<place> at = {};  // of the definition and then of its extensions
  std::string origin = {};     // where a program declared it, for errors

  std::optional<relation> source = {};  // object, interface
  // Everybody may read its rows, so nothing in the database need protect them.
  bool is_public = false;
  std::optional<text_search> search = {};  // object, interface
  // Object, interface: never null_value. An interface's is also of what implements it.
  authorization authorized = {};
  // Interface, union: the stored key that says of a value which of the possible types it is.
  std::string discriminator = {};
  // Enumeration: from stored spelling to name. A program's own scalar: its check, which also
  // says how a value is spelled.
  std::shared_ptr<const scalars::rule> rule = {};

  [[nodiscard]] const field* find_field(std::string_view field_name) const;
  [[nodiscard]] const input_value* find_input_field(std::string_view field_name) const;
  [[nodiscard]] const enum_value* find_value(std::string_view value_name) const;

  [[nodiscard]] bool is_leaf() const {
    return kind == type_kind::scalar || kind == type_kind::enumeration;
  }
  [[nodiscard]] bool is_composite() const {
    return kind == type_kind::object || kind == type_kind::interface || kind == type_kind::union_of;
  }
  [[nodiscard]] bool is_input() const { return is_leaf() || kind == type_kind::input_object; }
  [[nodiscard]] bool is_output() const { return kind != type_kind::input_object; }
  [[nodiscard]] bool implements(const type& interface) const;
};

// A directive that documents may use.
struct directive {
  std::string name;
  std::optional<std::string> description = {};
  std::vector<input_value> arguments = {};
  std::vector<std::string> locations = {};  // as the specification spells them: "FIELD"
  bool is_repeatable = false;
  std::optional<std::string> deprecation = {};
  bool is_built_in = false;  // not printed in SDL
  places at = {};
  std::string origin = {};

  [[nodiscard]] const input_value* find_argument(std::string_view argument) const;
};

}  // namespace fraiseql::schema
