// From a field to where its value is in a row: a real column, or inside the document. Private
// to the room.
#pragma once

#include <string>
#include <vector>

#include "plan/query_plan.hpp"

namespace fraiseql::plan {

// What the fields of conditions are looked for in: a row, an object inside of its document, or an
// item of a list inside of it. `found` is what the database has of the row's relation, or nullptr.
struct scope {
  const found_relation* found = nullptr;
  std::vector<std::string> path = {};
  std::uint32_t item = 0;

  [[nodiscard]] bool is_row() const { return item == 0 && path.empty(); }
};

// The type that a value of a scalar or an enumeration is passed to a function as.
value_type value_type_of(const schema::type& type);

// In a row the field's column is taken: the declared one, or one of its key and its type.
location location_of(const schema::field& field, const scope& in);

}  // namespace fraiseql::plan
