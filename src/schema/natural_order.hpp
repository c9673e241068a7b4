// The order of names in a sorted schema: as graphql-js's naturalCompare, where runs of
// digits compare as numbers (`item9` before `item10`). Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace fraiseql::schema {

// Whether `a` stands before `b`.
bool is_before(std::string_view a, std::string_view b);

// By which an item of any list of a schema is known among the others.
inline std::string_view name_of(const std::string& location) { return location; }
inline std::string_view name_of(const named_type_use& use) { return use.named->name; }
template <class Named>
std::string_view name_of(const Named& named) {
  return named.name;
}

}  // namespace fraiseql::schema
