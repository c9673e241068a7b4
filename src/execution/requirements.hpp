// requirements: what a schema needs to find in the database before it can be served, and what it
// finds there but does not use.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plan/catalogue.hpp"
#include "postgres/catalogue.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// Each relation and function that a root field of the schema uses, once; the configuration of its
// text searches; and that its lists' own filters can be asked of what is there.
postgres::requirements requirements_of(const std::shared_ptr<const schema::schema>& schema,
                                       const std::string& search_configuration = "simple");

// The columns that have the name of a field's stored key.
struct columns_by_name {
  std::vector<std::string> used;  // each in a sentence
  // Those without a type, a collation or the digits that would let them be used, and what they
  // would need.
  std::vector<postgres::missing> unused;
};
// Where it makes a difference who asks: the tables whose rows it makes none for, though their types
// are not declared public; each in a sentence, once.
std::vector<std::string> unprotected_relations(const schema::schema& schema,
                                               const plan::catalogue& found);

columns_by_name columns_of_fields(const schema::schema& schema, const plan::catalogue& found);

}  // namespace fraiseql::execution
