// Finds things by name in the lists of a schema. A short list is read through; a long one
// is indexed when it is first asked for, so that neither types with thousands of fields
// nor documents with thousands of fields make work of one times the other.
#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fraiseql::validation {

// `T` has a `name`. Borrows the lists it was asked about.
template <class T>
class name_index {
 public:
  // The first of that name, or nullptr.
  const T* find(const std::vector<T>& among, std::string_view name) {
    constexpr std::size_t short_list = 16;
    if (among.size() <= short_list) {
      const auto found = std::ranges::find(among, name, &T::name);
      return found == among.end() ? nullptr : &*found;
    }
    auto& by_name = lists_[&among];
    if (by_name.empty()) {
      for (const T& one : among) by_name.try_emplace(one.name, &one);
    }
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<const std::vector<T>*, std::unordered_map<std::string_view, const T*>> lists_;
};

}  // namespace fraiseql::validation
