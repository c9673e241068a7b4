#include "schema/schema.hpp"

#include <algorithm>

namespace fraiseql::schema {

const type* schema::find_type(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const directive* schema::find_directive(std::string_view name) const {
  const auto found = std::ranges::find(directives_, name, &directive::name);
  return found == directives_.end() ? nullptr : &*found;
}

bool schema::overlap(const type& a, const type& b) const {
  return std::ranges::any_of(a.possible_types, [&](const type* possible) {
    return std::ranges::find(b.possible_types, possible) != b.possible_types.end();
  });
}

}  // namespace fraiseql::schema
