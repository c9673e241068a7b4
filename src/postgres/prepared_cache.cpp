#include "postgres/prepared_cache.hpp"

namespace fraiseql::postgres {

prepared_cache::use prepared_cache::take(const std::string& key) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return {.name = found->second->name};
  }
  use made{.name = "fraiseql_" + std::to_string(next_name_++), .is_new = true};
  if (by_use_.size() >= capacity_) {
    made.evicted = by_use_.back().name;
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
  by_use_.push_front({key, made.name});
  by_key_.emplace(by_use_.front().key, by_use_.begin());
  return made;
}

std::optional<std::string> prepared_cache::forget(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  const auto at = found->second;
  std::string name = at->name;
  by_key_.erase(found);
  by_use_.erase(at);
  return name;
}

std::vector<std::string> prepared_cache::forget_all() {
  std::vector<std::string> names;
  names.reserve(by_use_.size());
  for (entry& one : by_use_) names.push_back(std::move(one.name));
  by_key_.clear();
  by_use_.clear();
  return names;
}

}  // namespace fraiseql::postgres
