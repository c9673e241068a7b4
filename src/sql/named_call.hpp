// named_call: a call of a function that the program names while it runs, as SQL. What it takes
// comes as one JSON object, which PostgreSQL makes the parameters of.
#pragma once

#include <string>
#include <vector>

#include "sql/statement.hpp"

namespace fraiseql::sql {

// As pg_type has it, so that of an array it is the array's own: "pg_catalog", "_text".
struct named_type {
  std::string schema;
  std::string name;
};

struct named_input {
  std::string name;  // or ""
  named_type type;
  bool has_default = false;
};

struct named_function {
  std::string schema;
  std::string name;
  std::string arguments = {};  // as pg_get_function_arguments() spells them
  std::vector<named_input> inputs = {};
  bool is_set = false;
  bool returns_nothing = false;
  bool returns_row = false;  // of a composite type
};

// One row with one column, what is returned as jsonb; of a set a list. Of a function that returns
// nothing it is nothing that could be read. `given` are inputs by their names; where there are
// some, $1 is the text of an object that has them.
statement compile(const named_function& function, const std::vector<std::string>& given);

}  // namespace fraiseql::sql
