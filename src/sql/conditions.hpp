// Conditions as SQL (docs/api/filters.md, "The operators"). Private
// to the room.
#pragma once

#include <vector>

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// `"public"."tv_post" AS t1`
void add_relation(fragment& out, const schema::relation& relation, std::uint32_t row);

// All of them, joined by AND. There is one at least.
void add_matches(fragment& out, const std::vector<plan::match>& on);

// All of them, joined by AND; `true` if there are none.
void add_conditions(fragment& out, const plan::conditions& all);

// The patterns in them that PostgreSQL has to read before one knows whether they are any.
std::vector<const plan::comparison*> patterns_in(const plan::conditions& all);

}  // namespace fraiseql::sql
