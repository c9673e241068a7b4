// shrink_query: the least query over the fewest rows whose answer is still wrong.
#pragma once

#include <string>
#include <vector>

#include "lists/related_rows.hpp"

namespace fraiseql::lists {

// What a failure prints; "" where the query by itself is answered rightly. Rows that do not matter
// are gone from the tables afterwards.
std::string told_shrunk(related_rows& of, std::vector<selected> wrong);

}  // namespace fraiseql::lists
