// own_values: the filters and orders that belong to a schema's lists, looked at before anything is
// served with them. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "postgres/catalogue.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// The patterns in the filters, which only PostgreSQL can read.
std::vector<postgres::required_pattern> own_patterns(const schema::schema& schema);

// Those with a value that the columns that were found do not take.
std::vector<postgres::missing> wrong_own_values(const schema::schema& schema,
                                                const postgres::found_catalogue& found);

}  // namespace fraiseql::execution
