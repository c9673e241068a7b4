// Conditions and the values they look at, as SQL (docs/api/filters.md, "The operators"). Private
// to the room.
#pragma once

#include <vector>

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// Whether columns are named with the alias of the row in a statement, `t`, or alone, as in the
// definition of an index.
enum class naming : bool { aliased, plain };

// A value of a row of `from`, or of an item of a list inside its document.
void add_value(fragment& out, const schema::relation& from, const plan::location& place,
               naming names = naming::aliased);

// The same as jsonb, where it is in the document.
void add_json(fragment& out, const schema::relation& from, const plan::location& place,
              naming names = naming::aliased);

// All of them, joined by AND; `true` if there are none.
void add_conditions(fragment& out, const schema::relation& from, const plan::conditions& all);

// The patterns in them that PostgreSQL has to read before one knows whether they are any.
std::vector<const plan::comparison*> patterns_in(const plan::conditions& all);

}  // namespace fraiseql::sql
