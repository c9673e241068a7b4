// Rows and the values in them, as SQL. Private to the room.
#pragma once

#include <cstdint>

#include "sql/fragment.hpp"
#include "sql/operators.hpp"

namespace fraiseql::sql {

// Whether columns are named with the alias of the row in a statement, or alone, as in the
// definition of an index.
enum class naming : bool { aliased, plain };

// The alias of a row: `t`, `t1`, ...
void add_row(fragment& out, std::uint32_t number);

// A value of a row, or of an item of a list inside its document.
void add_value(fragment& out, const plan::location& place, naming names = naming::aliased);

// The same as jsonb, where it is in the document.
void add_json(fragment& out, const plan::location& place, naming names = naming::aliased);

// Something that is NULL where the value is null or missing.
void add_nullable(fragment& out, const plan::location& place);

// The array of that type of a JSON list's items; `list` adds the list.
template <class List>
void add_array(fragment& out, plan::value_type type, List list) {
  out.add("ARRAY(SELECT i.value").add(cast_of(type)).add(" FROM jsonb_array_elements_text(");
  list();
  out.add(") AS i)");
}

}  // namespace fraiseql::sql
