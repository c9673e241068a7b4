// Tries everything that is one step smaller, takes the first that goes wrong and begins again.
#include "filters/shrink.hpp"

#include <vector>

namespace fraiseql::filters {
namespace {

std::vector<json::value> smaller(const json::value& filter) {
  std::vector<json::value> all;
  if (const auto* items = filter.get<json::array>()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      json::array without = *items;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      all.emplace_back(std::move(without));
      for (json::value& one : smaller((*items)[i])) {
        all.emplace_back(*items);
        std::get<json::array>(all.back())[i] = std::move(one);
      }
    }
  }
  const auto* members = filter.get<json::object>();
  for (std::size_t i = 0; members != nullptr && i < members->size(); ++i) {
    const auto& [name, value] = (*members)[i];
    if (name == "NOT") all.push_back(value);
    if (const auto* parts = value.get<json::array>(); name == "AND" || name == "OR") {
      if (parts != nullptr)
        all.insert(all.end(), parts->begin(), parts->end());
      else
        all.push_back(value);
    }
    if (members->size() > 1) {
      json::object without = *members;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      all.emplace_back(std::move(without));
    }
    for (json::value& one : smaller(value)) {
      all.emplace_back(*members);
      std::get<json::object>(all.back())[i].second = std::move(one);
    }
  }
  return all;
}

}  // namespace

json::value shrunk(json::value filter, const std::function<bool(const json::value&)>& goes_wrong) {
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (json::value& one : smaller(filter)) {
      if (!goes_wrong(one)) continue;
      filter = std::move(one);
      is_smaller = true;
      break;
    }
  }
  return filter;
}

}  // namespace fraiseql::filters
