// query_plan: what to fetch, from which relation or function, and how to answer with it.
//
// Made once per prepared operation, read-only afterwards, printable. It holds no value
// of a request: operands say where a value comes from (json::source), and the sql room
// turns them into parameters.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "json/source.hpp"
#include "language/ast.hpp"
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
};

std::string_view to_string(value_type type);  // "boolean", "int4", ... as PostgreSQL spells it

// What a page size or offset must lie within, ends included.
struct bounds {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

// A value to be given to PostgreSQL. `argument` names it in messages ("note(id:)"), and
// `location` is where it is given in the document.
struct operand {
  json::source source;
  value_type type = value_type::text;
  std::string argument;
  source_location location = {};
  std::optional<bounds> within = {};
};

// A value in a row: a real column, or a key of the relation's document.
struct location {
  std::string column;  // "" where it is in the document
  std::string key;     // in the document
  value_type type = value_type::text;
};

// Two-valued: false where the row has no such value.
struct comparison {
  location left;
  schema::filter_operator how = schema::filter_operator::equal;
  operand right;
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
  std::vector<comparison> where;
  std::vector<order_key> order;
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

// The plan of an operation, or what of its arguments cannot be (BAD_USER_INPUT with
// location): neither or both parts of a key, a filter that says nothing, a page above
// its maximum.
result<query_plan, std::vector<graphql_error>> make_plan(const validation::operation& operation);

// The text form, for explain and golden cases.
std::string to_text(const query_plan& plan);

}  // namespace fraiseql::plan
