#include "frontend/code/carried_types.hpp"

#include <stdexcept>

namespace fraiseql::frontend {

template <class Find>
const carried_types::entry& carried_types::look_up(const void* type, Find find) {
  const auto [at, is_new] = entries_.try_emplace(type);
  entry& found = at->second;
  if (is_new) {
    const std::size_t before = reported_.errors().size();
    find(found);
    if (reported_.errors().size() > before) {
      const schema::schema_error& first = reported_.errors()[before];
      found.wrong = first.origin + ": " + first.message;
    }
  }
  if (!found.wrong.empty()) throw std::invalid_argument(found.wrong);
  return found;
}

const value_model& carried_types::of(const tables::value& type) {
  return *look_up(&type, [&](entry& made) { made.value = &types_.carried(type); }).value;
}

const structure_model& carried_types::of(const tables::structure& type) {
  return *look_up(&type, [&](entry& made) { made.structure = &types_.carried(type); }).structure;
}

}  // namespace fraiseql::frontend
