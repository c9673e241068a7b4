// From a field to where its value is in a row: a real column, or inside the document. Private
// to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/query_plan.hpp"

namespace fraiseql::plan {

class group_collector;

// What the fields of conditions are looked for in: a row, an object inside of its document, or an
// item of a list inside of it. `found` is what the database has of the row's relation, or nullptr.
struct scope {
  const found_relation* found = nullptr;
  std::vector<std::string> path = {};
  std::uint32_t item = 0;
  std::uint32_t row = 0;  // which of the statement's rows
  std::string document = "data";
  // The rows are an interface's: the columns of the objects that they are belong to others.
  bool is_of_interface = false;
  bool is_document_only = false;      // there are no columns
  group_collector* groups = nullptr;  // it is one of these, or an object of its values

  [[nodiscard]] bool is_row() const { return item == 0 && path.empty(); }
  // Of an object at that place, and of the items of a list.
  [[nodiscard]] scope inside(const location& object) const;
  [[nodiscard]] scope of_item(std::uint32_t number) const;
};

// The rows of a relation, by their number in the statement.
scope scope_of(const schema::relation& rows, const found_relation* found, std::uint32_t row);

// Numbers for what a statement has several of.
struct numbering {
  std::uint32_t rows = 0;   // the first one is 0
  std::uint32_t items = 0;  // the first one is 1
};

// The type that a value of a scalar or an enumeration is passed to a function as.
value_type value_type_of(const schema::type& type);

// In a row the field's column is taken: the declared one, or one of its key and its type.
location location_of(const schema::field& field, const scope& in);

// What the type is searched in, as a value that a text search compares. None where it is a column
// and `in` is no row.
std::optional<location> searched_in(const schema::type& type, const scope& in,
                                    const std::string& usual_configuration);

// How far a vector is from another, which `than` gives. Where the database does not say how many
// numbers all of them have, a vector of another number of them has no distance, as null has none.
location distance_of(const location& vector, const scope& in, metric by, operand than);

// The metric that a request calls so.
metric metric_called(std::string_view name);

// The values that are equal where rows belong to an object; `ours` are cast to the type of
// `theirs`, so that an index on these serves.
std::vector<match> matches_of(const std::vector<schema::field_match>& on, const scope& theirs,
                              const scope& ours);

}  // namespace fraiseql::plan
