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
#include "schema/type.hpp"
#include "transform/response_shape.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

// The PostgreSQL type a value is compared or passed as.
enum class value_type : std::uint8_t {
  boolean,
  int4,
  int8,
  float8,
  numeric,
  text,
  uuid,
  timestamptz,
  date,
  time,
  interval,
  inet,
  cidr,
  macaddr,
  macaddr8,
  ltree,
  daterange,
  jsonb,
  lquery,    // of a parameter only: a pattern
  jsonpath,  // of a parameter only: a pattern
};

std::string_view to_string(value_type type);  // "boolean", "int4", ... as PostgreSQL spells it

// What a page size or offset must lie within, ends included.
struct bounds {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

// What PostgreSQL gets of a text that the client gave.
enum class text_form : std::uint8_t {
  as_given,
  pattern,             // of LIKE: it must not end within an escape
  pattern_containing,  // the pattern of LIKE for the texts that contain it
  pattern_beginning,
  pattern_ending,
  prefix_end,          // the least text behind all that begin with it
  path,                // an SQL/JSON path
  path_without_regex,  // one that must not have a regular expression in it
  regex,
  search,  // words of a text search
  id,      // of a list of IDs: a UUID stands for its small letters, too
};

// A value to be given to PostgreSQL, or a list of them. `argument` names it in messages
// ("note(id:)"), and `location` is where it is given in the document.
struct operand {
  json::source source = {};
  value_type type = value_type::text;
  std::string argument = {};
  source_location location = {};
  std::optional<bounds> within = {};
  bool is_list = false;             // an array of `type`
  std::vector<operand> items = {};  // of a list that no single source has
  text_form form = text_form::as_given;
};

// What of a value is compared.
enum class measure : std::uint8_t { value, length, depth };

// A value in a row: a real column, or inside the relation's document by the keys that lead to
// it. Within the conditions on the items of a list of objects, the keys begin at the item.
struct location {
  std::string column = {};             // "" where it is in the document or an item
  std::vector<std::string> path = {};  // in the document or the item
  std::uint32_t item = 0;              // 0: in the row; n: in an item of the n-th list around it
  value_type type = value_type::text;  // it is compared as; a list's items are
  bool is_list = false;
  measure of = measure::value;
  bool is_cast = false;  // a column of another type, cast to `type`
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

// Two-valued: false where the value it looks at is not there, but for those operators of which
// docs/api/filters.md says otherwise.
struct condition {
  std::variant<comparison, any_of, negation, quantified> is;
};

enum class nulls_placement : std::uint8_t { as_postgresql, first, last };

struct order_key {
  location by;
  bool descending = false;
  nulls_placement nulls = nulls_placement::as_postgresql;
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

// A function that returns the id of a row, and what it is passed.
struct function_call {
  schema::call_binding function;
  std::vector<call_argument> arguments;
};

// Rows of a relation: those for which all of `where` hold, ordered by `order` and last
// by the relation's id.
struct read {
  schema::relation from;
  std::string text_column = {};  // holds the document as text, stored; "" where there is none
  conditions where = {};
  std::vector<order_key> order = {};
  std::optional<page> paging = {};            // none: at most one row
  bool by_unique_key = false;                 // that row is found by an index, at once
  std::optional<function_call> id_from = {};  // it is the row with this id, or none
};

// A call that writes, and the row whose id it gives, read in the same transaction.
struct call {
  function_call id_from;
  schema::relation read_back;
  bool must_find = true;  // no row is an error that undoes the call
};

// `__typename` at the root: no statement.
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
};

struct query_plan {
  language::operation_kind kind = language::operation_kind::query;
  std::vector<step> steps;  // in response order
};

// What a plan depends on beside the operation.
struct planning_options {
  std::shared_ptr<const catalogue> found = {};  // nullptr: only what the schema declares is known
  bool regex_filters = true;                    // whether `regex` and `iRegex` are taken
  std::string search_configuration = "simple";  // of text searches

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

// The text forms, for explain and golden cases.
std::string to_text(const query_plan& plan);
std::string to_text(const operand& value);  // `$0.1 as text[]`

}  // namespace fraiseql::plan
