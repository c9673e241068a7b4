// query_plan: what to fetch, from which relation or function, and how to answer with it.
//
// Made once per prepared operation, read-only afterwards, printable. It holds no value
// of a request: operands say where a value comes from (json::source), and the sql room
// turns them into parameters.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "language/ast.hpp"
#include "plan/catalogue.hpp"
#include "plan/native.hpp"
#include "plan/value.hpp"
#include "schema/type.hpp"
#include "transform/response_shape.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// What of a value is compared; what needs more than the value has it in `measured`.
enum class measure : std::uint8_t {
  value,
  length,
  depth,
  searched,  // the tsvector of texts, or a column that is one
  rank,      // how well that fits words
  distance,  // of a vector from another
};

enum class metric : std::uint8_t { l2, cosine, inner_product };

struct measured;

// A value in a row: a real column, or inside the relation's document by the keys that lead to
// it. Within the conditions on the items of a list of objects, the keys begin at the item.
struct location {
  std::uint32_t row = 0;               // which of the statement's rows: the number of its read
  std::string document = "data";       // the column of the row's documents
  std::string column = {};             // "" where it is in the document or an item
  std::vector<std::string> path = {};  // in the document or the item
  std::uint32_t item = 0;              // 0: in the row; n: in an item of the n-th list around it
  value_type type = value_type::text;  // it is compared as; a list's items are
  bool is_list = false;
  measure of = measure::value;
  // A column of another type, cast to `type`; or an ID in a document as a uuid, null where it is
  // none.
  bool is_cast = false;
  std::shared_ptr<const measured> with = {};  // of what is searched, of a rank and of a distance

  friend bool operator==(const location&, const location&) = default;
};

// What a value is made of or measured against.
struct measured {
  // Texts that are searched as one, none where the column is a tsvector; or the one vector.
  std::vector<location> values = {};
  std::string configuration = {};  // of the text search
  operand than = {};               // of a rank: the words; of a distance: the other vector
  metric by = metric::l2;          // of a distance
};

struct comparison {
  location left;
  schema::filter_operator how = schema::filter_operator::eq;
  operand right;
  std::string configuration = {};  // of a text search
};

struct condition;
using conditions = std::vector<condition>;  // all of them

struct any_of {
  std::vector<conditions> alternatives;
};

struct negation {
  conditions of;
};

// `some`, `every` or `none` of the items of a list of objects.
struct quantified {
  location list;
  schema::filter_operator how = schema::filter_operator::some;
  std::uint32_t item = 1;  // by which the conditions' locations name the item
  conditions of;
};

// Two values of two rows, equal; null equals nothing.
struct match {
  location theirs;  // of the rows that are looked for
  location ours;
};

// `some`, `every` or `none` of the rows that belong to the row; or, to_one, of the row that
// belongs to it, all of whose values are null where there is none.
struct related {
  schema::relation rows;
  std::uint32_t row = 0;  // by which the conditions' locations name it
  std::vector<match> on;
  conditions own;  // of the relation, which restrict what belongs to the row
  schema::filter_operator how = schema::filter_operator::some;
  bool is_to_one = false;
  conditions of;
  std::string argument = {};  // names the relation in messages: "where.posts"
};

// What instants and days are grouped by.
enum class time_unit : std::uint8_t { value, hour, day, week, month, quarter, year };

// A value that the rows of a group have in common.
struct group_key {
  location by;
  time_unit unit = time_unit::value;
  std::optional<operand> zone = {};  // of an instant that is not grouped by itself
};

// What becomes of a sum or a mean: a whole number in a document may be 1.0.
enum class group_form : std::uint8_t { as_it_is, whole, float8 };

// What is worked out of the rows of a group.
struct group_value {
  schema::aggregate how = schema::aggregate::count;
  location of = {};  // not of `count`
  group_form form = group_form::as_it_is;

  friend bool operator==(const group_value&, const group_value&) = default;
};

// A value in the document of a group.
struct group_member {
  std::vector<std::string> path;
  std::string column;
};

struct read;

// Groups of rows. Each is a row with a column for each key, k1, k2, ..., and each value, v1, v2,
// ...; its document is made of them.
struct grouping {
  std::shared_ptr<const read> of;  // neither in an order nor in pages
  std::vector<group_key> keys = {};
  std::vector<group_value> values = {};
  std::vector<group_member> members = {};  // those of an object side by side
};

// What the rows that belong to the row come to, as one group.
struct related_groups {
  grouping groups;
  std::uint32_t row = 0;  // by which the conditions' locations name the group
  conditions of;
  std::string argument = {};  // "where.postsAggregate"
};

// The values together lie beyond those of a cursor, as PostgreSQL compares rows; none is null.
struct beyond {
  std::vector<location> values;
  bool is_greater = true;
  std::vector<operand> than;
};

// Two-valued: false where the value it looks at is not there, but for those operators of which
// docs/api/filters.md says otherwise.
struct condition {
  std::variant<comparison, any_of, negation, quantified, related, related_groups, beyond> is;
};

// Whether the conditions do not hold where all values that they look at are null.
bool is_false_of_nulls(const conditions& all);

// Whether the rows are found by their id, and so there is one at most.
bool is_by_id(const std::vector<match>& on, const schema::relation& rows);

enum class nulls_placement : std::uint8_t { as_postgresql, first, last };

struct order_key {
  location by;
  bool descending = false;
  nulls_placement nulls = nulls_placement::as_postgresql;
  bool is_nullable = false;  // as the schema says

  // Where they come from the beginning of the order on.
  [[nodiscard]] bool has_nulls_first() const;
};

// A page size or offset: known now, or when the variables are.
using amount = std::variant<std::int64_t, operand>;

struct page {
  amount limit;
  amount offset;
};

struct call_argument {
  std::string parameter;  // for example "p_title"
  operand value;
};

// A field of a call's input, or of an object inside of it: what errors may point to. Names of the
// inside follow a point: "changes.name".
struct input_name {
  std::string stored;  // the parameter without p_
  std::string name;    // in GraphQL
};

// How deep inside of an input errors look for a field.
inline constexpr std::size_t max_input_name_depth = 4;

// A function and what it is passed.
struct function_call {
  schema::call_binding function;
  std::vector<call_argument> arguments = {};
  // What goes as one JSON object, of which PostgreSQL makes arguments of these types.
  operand object = {};
  std::vector<found_parameter> of_object = {};
  std::vector<input_name> input = {};  // all fields of the call's input, the nearest first
  type_form gives = type_form::scalar;
  bool is_set = false;  // it gives several of them
};

// Objects of a type that has rows, in what a function returned: their rows are read by their id.
struct returned_row {
  std::string type_name;  // or "": of whatever type
  schema::relation from;
};

// A value that a function returned, with rows in the place of what only names them.
struct returned_value {
  std::optional<function_call> by = {};  // nullopt: it ran before, in the same transaction
  bool is_list = false;                  // of objects
  bool are_ids = false;                  // they are ids, and no objects
  std::string discriminator = {};        // the key that tells their types; "" of a single type
  std::vector<returned_row> rows = {};
  bool must_find = false;  // no such row is an error
};

struct column;

// A member of a row's document, read by itself.
struct member_column {
  location of;
};

// Rows of another relation that belong to the row: a list, a row or null, or a connection. Each row
// is its document, or a list of that and its columns (transform/response_shape.hpp).
struct related_column {
  std::unique_ptr<const read> rows;
};

// An object inside of the row's document, or a list of them, to which rows belong: a list of it and
// of its columns.
struct embedded_column {
  location of;
  std::uint32_t item = 0;  // of a list: by which the columns' locations name its items
  std::vector<column> columns;
};

// What comes with a row beside its document.
struct column {
  std::variant<member_column, related_column, embedded_column> is;
};

// What of its document a row comes with.
enum class document_part : std::uint8_t {
  whole,
  members,          // nothing but the columns
  members_of_long,  // the same, of documents that are best fetched once
};

// The rows beyond a cursor, in parts without a common row: each is found by an index of the
// order. All conditions of one of the parts hold.
using bound = std::vector<conditions>;

// A page of a connection.
struct keyset_page {
  amount size;               // as many edges
  bool is_backward = false;  // the last of them and not the first
  bound within = {};         // behind `after` and before `before`; empty: of all rows
  // Whether there are rows at or before `after`, or at or behind `before`; nullopt: it is not
  // asked, or nothing is beyond.
  std::optional<bound> earlier = {};
  std::optional<bound> later = {};
  bool has_rows = true;              // the rows are asked for, and not only how many there are
  std::vector<operand> unused = {};  // what the arguments give that only the rows would need
  bool has_total = false;
  bool has_cursors = false;  // of each row: the last of its columns
};

// Rows of a relation: those for which all of `where` hold, ordered by `order` and last
// by the relation's id.
struct read {
  schema::relation from = {};
  std::uint32_t row = 0;
  std::vector<match> on = {};    // of rows that belong to another row
  std::string text_column = {};  // holds the document as text, stored; "" where there is none
  document_part document = document_part::whole;
  std::vector<column> columns = {};
  conditions where = {};
  std::vector<order_key> order = {};
  bool is_id_descending = false;
  bool is_streamed = false;         // with `paging`: its rows are answered as they come
  std::optional<page> paging = {};  // neither this nor `keyset`: at most one row
  std::optional<keyset_page> keyset = {};
  bool by_unique_key = false;                 // that row is found by an index, at once
  bool has_exact_key = false;                 // and two of its keys are equal by their bytes alone
  std::optional<function_call> id_from = {};  // it is the row with this id, or none
  std::optional<returned_value> returned = {};  // it is this: there is no `from`
  std::optional<grouping> groups = {};          // they are these: there is no `from` and no id

  // Whether nothing but a unique index is looked at.
  [[nodiscard]] bool is_look_up() const;
};

// A call that writes, and what is read in the same transaction: the row whose id it gives, or those
// of the value that it returned. Without a read that value is answered as it is.
struct call {
  function_call function;
  std::optional<read> read_back = {};
  bool must_find = true;  // of an id: no row is an error that undoes the call
};

// At the root `__typename`, or null for want of a permission: no statement.
struct constant {};

// A field inside of introspection, as it is answered.
struct introspection_field {
  std::string prefix;  // `"alias":`; of __typename also its value
  // The field's number in its type, which is its slot in schema::introspection_records;
  // none: __typename.
  std::optional<std::uint32_t> slot = {};
  std::optional<json::source> include_deprecated = {};  // of a list that can leave them out
  std::vector<introspection_field> fields = {};         // of what is no leaf
};

// `__schema` or `__type`: no statement.
struct introspection {
  std::optional<json::source> type_name = {};  // of __type
  std::vector<introspection_field> fields = {};
};

// A root field of the program's own: no statement.
struct native {
  native_call call;
};

// A root field of a schema that only describes: no statement. Who runs the plan has example
// data for it, one document that is the field's whole value.
struct example {};

// One root field.
struct step {
  std::variant<constant, introspection, read, call, native, example> action;
  transform::response_shape shape;
  source_location location = {};
  enriched_value enriched = {};  // what the program works out inside of each document

  [[nodiscard]] const std::string& response_key() const { return shape.response_key; }
  // Whether null may stand for the field.
  [[nodiscard]] bool is_non_null() const;
  // Whether it is rows that are answered as they come.
  [[nodiscard]] bool is_streamed() const;
};

struct query_plan {
  language::operation_kind kind = language::operation_kind::query;
  std::vector<step> steps;  // in response order
};

// Whether statements read whole documents or their members: as is best by what the database says
// of their size, or always in one way.
enum class document_reading : std::uint8_t { by_size, whole, members, members_of_long };

// What a plan depends on beside the operation.
struct planning_options {
  std::shared_ptr<const catalogue> found = {};  // nullptr: only what the schema declares is known
  bool regex_filters = true;                    // whether `regex` and `iRegex` are taken
  std::string search_configuration = "simple";  // of text searches
  document_reading documents = document_reading::by_size;

  // What the database has of it, or nullptr.
  [[nodiscard]] const found_relation* relation(const schema::relation& named) const;
};

// The plan of an operation, or what of its arguments cannot be (BAD_USER_INPUT with
// location): neither or both parts of a key, a filter that says nothing, a page above
// its maximum.
result<query_plan, std::vector<graphql_error>> make_plan(const validation::operation& operation,
                                                         const planning_options& options = {});

// The rows that a list's own filter lets through, whatever a client asks for; the list is bound to
// a relation (schema::find_binding). An error says what of the filter cannot be.
result<read, graphql_error> plan_own_filter(const schema::field& list,
                                            const planning_options& options);

// A row of such a list in the list's own order, which it has where a client gives none. An error
// says what of the order cannot be.
result<read, graphql_error> plan_own_order(const schema::field& list,
                                           const planning_options& options);

// The text forms, for explain and golden cases.
std::string to_text(const query_plan& plan);

}  // namespace fraiseql::plan
