// Groups of rows as SQL (plan::grouping). Private to the room.
#pragma once

#include <cstdint>

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// The groups as a subquery, under the alias of that row.
void add_groups(fragment& out, const plan::grouping& groups, std::uint32_t row);

// The document of a group, from its columns.
void add_group_document(fragment& out, const plan::grouping& groups, std::uint32_t row);

// What must be a time zone and may be none: of each key that a client gave one for.
std::vector<const plan::operand*> time_zones_in(const plan::grouping& groups);

}  // namespace fraiseql::sql
