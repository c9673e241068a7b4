// meters: what a process counts about itself.
//
// One thread writes a meter, the loop's whose it is; any thread may read it while it is written.
// So to count is a load and a store without a lock, and what is read is at most a moment old. What
// belongs together, such as a histogram's sum and its buckets, is not read at one moment. Meters of
// one loop are aligned so that no other loop writes into their cache lines. What they are called
// outside is for who writes the page (docs/api/metrics.md).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace fraiseql {

// Of what stands beside another loop's.
inline constexpr std::size_t meters_alignment = 64;

// How often, or how much; it only grows.
class counter {
 public:
  void add(std::uint64_t more = 1) {
    count_.store(count_.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t value() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> count_ = 0;
};

// How much there is now.
class gauge {
 public:
  void set(std::uint64_t now) { amount_.store(now, std::memory_order_relaxed); }
  void rise(std::uint64_t by = 1) { set(value() + by); }
  void fall(std::uint64_t by = 1) { set(value() - by); }
  [[nodiscard]] std::uint64_t value() const { return amount_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> amount_ = 0;
};

// How many values came up to each of the bounds, which are in the values' unit and grow.
template <const auto& Bounds>
class histogram {
 public:
  static constexpr std::size_t size = Bounds.size();

  void add(std::uint64_t value) {
    std::size_t at = 0;
    while (at < size && value > Bounds[at]) ++at;
    buckets_[at].add();
    sum_.add(value);
  }

  // Of those above the bound before it; behind the last bound stands the rest.
  [[nodiscard]] std::uint64_t bucket(std::size_t at) const { return buckets_[at].value(); }
  [[nodiscard]] std::uint64_t sum() const { return sum_.value(); }

 private:
  std::array<counter, size + 1> buckets_ = {};
  counter sum_;
};

}  // namespace fraiseql
