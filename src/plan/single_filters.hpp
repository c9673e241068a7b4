// single_filters: the filters of a schema one by one, each as the plan of a request that has it
// alone. Whoever looks for indexes needs no request that way.
#pragma once

#include <string>
#include <vector>

#include "plan/query_plan.hpp"
#include "schema/schema.hpp"

namespace fraiseql::plan {

struct single_filter {
  std::string name;  // "Note.author.name"
  schema::relation from;
  schema::type_reference type;  // of the field
  comparison is;
};

// For each type that a list has and each of its fields, those of objects inside included, to a
// depth of 3: what a client will ask of it first. That is equality, before it `startsWith` of
// texts; `gt` of what is in time; `contains` of lists, of JSON and of ranges. Lists of objects have
// none.
std::vector<single_filter> single_filters(const schema::schema& schema,
                                          const planning_options& options);

// The field whose value is there, or nullptr.
const schema::field* field_at(const schema::schema& schema, const schema::relation& from,
                              const location& place);

// Its type, or nullptr.
const schema::type_reference* type_at(const schema::schema& schema, const schema::relation& from,
                                      const location& place);

}  // namespace fraiseql::plan
