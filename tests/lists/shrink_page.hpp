// shrink_page: the least page of the fewest rows whose answer is still wrong.
#pragma once

#include <string>

#include "lists/paged_rows.hpp"

namespace fraiseql::lists {

// What a failure prints. Rows that do not matter are gone from the tables afterwards.
std::string told_shrunk(paged_rows& of, page_case wrong);

}  // namespace fraiseql::lists
