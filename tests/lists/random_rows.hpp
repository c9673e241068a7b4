// random_rows: a table of random rows with values of many types, many ties and nulls, and random
// orderings of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "filters/model.hpp"
#include "filters/random_model.hpp"
#include "filters/random_source.hpp"
#include "lists/ordering.hpp"
#include "schema/schema.hpp"

namespace fraiseql::lists {

// The types "Row", "Part1" and "Part2", one inside the other.
filters::model random_row_model(filters::random_source& random);

// A document of the model's n-th object: no field that is never null is missing, all others may be.
json::value random_document(const filters::model& of, std::size_t object,
                            const filters::value_pool& values, filters::random_source& random);

// Some of them the same but for their ids.
std::vector<row> random_rows(const filters::model& of, const filters::value_pool& values,
                             filters::random_source& random, std::size_t count);

// Of one to four keys, of values of the model's n-th object and of the objects inside it; of
// `is_of_rows` the id, too.
ordering random_ordering(const filters::model& of, std::size_t object, bool is_of_rows,
                         filters::random_source& random);

// `Query` has the lists `rows` and `twins` and the connections `rowPages` and `twinPages`, of the
// same rows, from the tables of filters/tables.hpp.
std::shared_ptr<const schema::schema> schema_of_rows(const filters::model& of);

}  // namespace fraiseql::lists
