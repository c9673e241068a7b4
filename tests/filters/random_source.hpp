// random_source: draws with one seed, which failures print.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace fraiseql::filters {

class random_source {
 public:
  explicit random_source(std::uint64_t seed) : engine_(seed) {}

  // From 0 to `highest`.
  std::size_t number(std::size_t highest) {
    return std::uniform_int_distribution<std::size_t>(0, highest)(engine_);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(number(static_cast<std::size_t>(high - low)));
  }
  bool chance(std::size_t of_100) { return number(99) < of_100; }
  // Needs one or more.
  template <class All>
  const auto& one_of(const All& all) {
    return all[number(std::size(all) - 1)];
  }

 private:
  std::mt19937_64 engine_;
};

// FRAISEQL_SEED, or one that is drawn; printed.
std::uint64_t seed_of_this_run();

}  // namespace fraiseql::filters
