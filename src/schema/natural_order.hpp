// The order of names in a sorted schema: as graphql-js's naturalCompare, where runs of
// digits compare as numbers (`item9` before `item10`). Private to the room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/type.hpp"

namespace fraiseql::schema {

// Whether `a` stands before `b`.
bool is_before(std::string_view a, std::string_view b);

// By which an item of any list of a schema is known among the others.
inline std::string_view name_of(const std::string& location) { return location; }
inline std::string_view name_of(const named_type_use& use) { return use.named->name; }
inline std::string_view name_of(const language::object_field_node& field) {
  return field.name.text;
}
template <class Named>
std::string_view name_of(const Named& named) {
  return named.name;
}

// Pointers to the items in that order; those of one rank stay as they are.
template <class List>
std::vector<const typename List::value_type*> in_natural_order(const List& list) {
  using item = const typename List::value_type*;
  std::vector<std::pair<item, std::size_t>> all;
  for (const auto& one : list) all.emplace_back(&one, all.size());
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    if (is_before(name_of(*a.first), name_of(*b.first))) return true;
    return !is_before(name_of(*b.first), name_of(*a.first)) && a.second < b.second;
  });
  std::vector<item> items;
  for (const auto& [one, number] : all) items.push_back(one);
  return items;
}

}  // namespace fraiseql::schema
