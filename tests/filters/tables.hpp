// tables: the rows of a random model in PostgreSQL, twice: tv_row has documents only, tv_twin has a
// real column for each scalar, enumeration and list of either, and documents without these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filters/model.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// Makes both anew and fills them; the n-th document is that of the n-th id.
void make_tables(const model& of, const std::vector<json::value>& documents, random_source& random);

std::string id_of(std::size_t row);

// A real column that holds what the documents have of a field, and how it is worked out of these.
struct column {
  std::string name;
  std::string type;
  std::string filling;
};
// nullopt: there is none for such a field.
std::optional<column> column_of(const field& one, random_source& random);

}  // namespace fraiseql::filters
