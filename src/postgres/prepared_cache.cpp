#include "postgres/prepared_cache.hpp"

namespace fraiseql::postgres {

prepared_cache::use prepared_cache::take(const std::string& text) {
  if (const auto found = by_text_.find(text); found != by_text_.end()) {
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return {.name = found->second->name};
  }
  use made{.name = "fraiseql_" + std::to_string(next_name_++), .is_new = true};
  if (by_use_.size() >= capacity_) {
    made.evicted = by_use_.back().name;
    by_text_.erase(by_use_.back().text);
    by_use_.pop_back();
  }
  by_use_.push_front({text, made.name});
  by_text_.emplace(by_use_.front().text, by_use_.begin());
  return made;
}

std::optional<std::string> prepared_cache::forget(const std::string& text) {
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) return std::nullopt;
  const auto at = found->second;
  std::string name = at->name;
  by_text_.erase(found);
  by_use_.erase(at);
  return name;
}

}  // namespace fraiseql::postgres
