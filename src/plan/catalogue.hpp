// catalogue: what the database was found to have, as far as plans depend on it.
//
// Read from PostgreSQL's catalogue by the postgres room when the server starts and whenever it
// looks again; immutable. Without one, plans know only what the schema declares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace fraiseql::plan {

struct found_column {
  std::string name;
  std::string type;  // as format_type() spells it: "timestamp with time zone", "text[]"
  // Its texts compare as the database's do; true where it holds no text.
  bool has_default_collation = true;
  // It keeps fewer digits than its type can: numeric(10,2), timestamptz(0).
  bool is_rounded = false;
  // Of a vector: how many numbers each value has; 0: each may have another number of them.
  std::int32_t dimensions = 0;
  // GENERATED ALWAYS AS (document::text) STORED, of the relation's document.
  bool is_text_of_document = false;
  friend bool operator==(const found_column&, const found_column&) = default;
};

struct found_relation {
  std::string schema;
  std::string name;
  std::vector<found_column> columns;
  // What a row takes, what is stored out of line included: about, so that it is the same when the
  // database is looked at again. 0: not known.
  std::int64_t row_bytes = 0;
  bool has_row_security = false;  // policies apply to the serving role
  bool is_table = true;           // and no view
  // Its policies or what it is a view of call functions that are not PostgreSQL's own, and so may
  // leave something behind on a connection.
  bool calls_functions = false;

  [[nodiscard]] const found_column* find(std::string_view column) const;
  friend bool operator==(const found_relation&, const found_relation&) = default;
};

// How PostgreSQL keeps what a function takes or returns.
enum class type_form : std::uint8_t {
  nothing,  // void
  scalar,
  json,
  jsonb,
  enumeration,  // CREATE TYPE ... AS ENUM
  composite,    // a row, named or not
  array,
};

// A type by its name. A domain is what it is over.
struct found_type {
  type_form form = type_form::scalar;
  std::string schema;  // of an array that of its items' type
  std::string name;    // likewise: "int4"
  friend bool operator==(const found_type&, const found_type&) = default;
};

struct found_parameter {
  std::string name;
  found_type type;
  friend bool operator==(const found_parameter&, const found_parameter&) = default;
};

// The function that a call means, of those by its name.
struct found_function {
  std::string schema;
  std::string name;
  std::vector<found_parameter> parameters;  // that take something in
  found_type returns;
  bool is_set = false;  // SETOF, TABLE

  [[nodiscard]] const found_parameter* find(std::string_view parameter) const;
  [[nodiscard]] bool returns_id() const {
    return !is_set && returns.form == type_form::scalar && returns.name == "uuid";
  }
  friend bool operator==(const found_function&, const found_function&) = default;
};

// A constraint or unique index whose comment says what clients read when it is broken.
struct found_constraint {
  std::string schema;
  std::string owner;  // its table, or its domain
  std::string name;
  std::string message;
  std::string argument;  // a field of an input, by its name in GraphQL; or ""
  friend bool operator==(const found_constraint&, const found_constraint&) = default;
};

struct catalogue {
  std::vector<found_relation> relations;
  std::vector<found_function> functions = {};
  std::vector<found_constraint> constraints = {};
  bool has_idempotency = false;  // the serving role may use the table of keys

  [[nodiscard]] const found_relation* find(const schema::relation& relation) const;
  // The one that has all these parameters, where several fields call functions of one name.
  [[nodiscard]] const found_function* find(const schema::call_binding& function,
                                           const std::vector<std::string>& parameters) const;
  friend bool operator==(const catalogue&, const catalogue&) = default;
};

// The types a column may have to stand for a field, as format_type() spells them: conditions on
// it give the same results as on the document. `of` is a scalar or an enumeration; of a list the
// arrays. Empty: no column can.
std::vector<std::string> column_types(const schema::type_reference& of);

// The column that conditions on a field of a row look at: the declared one, or one by its stored
// key that fits. nullptr: they look into the document.
const found_column* column_of(const schema::field& field, const found_relation& in);

}  // namespace fraiseql::plan
