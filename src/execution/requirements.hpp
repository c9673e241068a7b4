// requirements: what a schema needs to find in the database before it can be served, and what it
// finds there but does not use.
#pragma once

#include <string>
#include <vector>

#include "plan/catalogue.hpp"
#include "postgres/catalogue.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// Each relation and function that a root field of the schema uses, once; and the configuration
// of its text searches.
postgres::requirements requirements_of(const schema::schema& schema,
                                       const std::string& search_configuration = "simple");

// The columns that have the name of a field's stored key, but not a type (or the collation) that
// would let them be used for it, and what they would need.
std::vector<postgres::missing> unused_columns(const schema::schema& schema,
                                              const plan::catalogue& found);

}  // namespace fraiseql::execution
