// requirements: what a schema needs to find in the database before it can be served.
#pragma once

#include "postgres/catalogue.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// Each relation and function that a root field of the schema uses, once.
postgres::requirements requirements_of(const schema::schema& schema);

}  // namespace fraiseql::execution
