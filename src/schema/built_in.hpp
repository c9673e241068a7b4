// The types and directives every schema has, and the scalars we know by name
// (specification 3.5, 3.13; PRODUCT scalars in docs/api/scalars.md). Private to the room.
#pragma once

#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace fraiseql::schema {

// A scalar of that name with its checks, or nullptr. Its `is_built_in` says whether it
// is one of the specification's five.
const type* known_scalar(std::string_view name);

// Whether introspection has a type of that name (4.2).
bool is_introspection_name(std::string_view name);

// Whether the specification itself defines a type of that name: its five scalars and
// introspection's types.
bool is_specified(std::string_view name);

// Whether the specification has a directive of that name (3.13); a program may define it
// otherwise, and it is still not printed.
bool is_specified_directive(std::string_view name);

// The names of all scalars known, for suggestions.
std::vector<std::string_view> known_scalar_names();

// Whether values of the scalar have an order that `orderBy` can follow.
bool is_ordered(scalar_kind kind);

// The order of one field of an `orderBy`.
type order_direction();

// skip, include, deprecated, specifiedBy and oneOf; `find` gives the resolved type.
std::vector<directive> built_in_directives(const type* boolean, const type* string);

}  // namespace fraiseql::schema
