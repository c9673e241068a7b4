// random_model: random types with every kind among the fields of the row, lists of some, objects
// inside objects, and documents for them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "filters/model.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// The types, named "Row", "Part1", "Part2", ...
model random_model(random_source& random);

// The types in SDL, for `Query.rows` from tv_row and `Query.twins`, the same type once more, from
// tv_twin; and for `own` and `ownTwins`, which list the same rows by a filter of their own.
std::string to_sdl(const model& of, const std::string& own_where);

// What documents are made of and filters ask for.
class value_pool {
 public:
  explicit value_pool(random_source& random);

  // As a client gives it; mostly one that documents have, too.
  json::value given(const model& all, const field& one, random_source& random) const;
  // A list of such.
  json::value given_list(const model& all, const field& one, random_source& random) const;

 private:
  std::array<std::vector<json::value>, kinds> values_ = {};
  std::array<std::vector<json::array>, kinds> lists_ = {};
};

// Of the model's first object; missing keys and nulls where they may be and where they may not.
json::value random_document(const model& all, const value_pool& values, random_source& random);

}  // namespace fraiseql::filters
