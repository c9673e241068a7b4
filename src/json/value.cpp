#include "json/value.hpp"

#include <array>

namespace fraiseql::json {

const value* value::find(std::string_view name) const {
  const auto* members = get<object>();
  if (members == nullptr) return nullptr;
  for (const auto& [key, v] : *members) {
    if (key == name) return &v;
  }
  return nullptr;
}

std::string_view kind_name(const value& v) {
  constexpr std::array<std::string_view, 6> names = {"null",     "a boolean", "a number",
                                                     "a string", "a list",    "an object"};
  return names[v.index()];
}

}  // namespace fraiseql::json
