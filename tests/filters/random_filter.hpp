// random_filter: filters that a client might write, all of which say something.
#pragma once

#include "filters/model.hpp"
#include "filters/random_model.hpp"
#include "filters/random_source.hpp"
#include "json/value.hpp"

namespace fraiseql::filters {

// What a filter is made of; borrowed by all that make one.
struct filter_source {
  const model& all;
  const value_pool& values;
  random_source& random;
};

// A whole `where`, not empty.
json::value random_where(const filter_source& from);

// The value of an operator of a field: `{eq: 5}` is `eq` and 5.
json::member random_operator(const filter_source& from, const field& one);

}  // namespace fraiseql::filters
