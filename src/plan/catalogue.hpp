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

  [[nodiscard]] const found_column* find(std::string_view column) const;
  friend bool operator==(const found_relation&, const found_relation&) = default;
};

struct catalogue {
  std::vector<found_relation> relations;

  [[nodiscard]] const found_relation* find(const schema::relation& relation) const;
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
