// meters: what one server counts. Its loop's thread writes them, any may read (base/meters.hpp).
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/meters.hpp"

namespace fraiseql::http {

// A client may send any word; so many are told apart.
enum class method_kind : std::uint8_t { get, head, post, options, other };
inline constexpr std::array<std::string_view, 5> method_names = {"GET", "HEAD", "POST", "OPTIONS",
                                                                 "other"};
inline constexpr std::array<std::string_view, 4> status_classes = {"2xx", "3xx", "4xx", "5xx"};

// Why a connection was closed before anything was read from it.
enum class turned_away : std::uint8_t { full, stopping, address };
inline constexpr std::array<std::string_view, 3> turned_away_names = {"full", "stopping",
                                                                      "address"};

// Nanoseconds: OpenTelemetry's, and three below them, where look-ups are.
inline constexpr std::array<std::uint64_t, 17> duration_bounds = {
    500'000,       1'000'000,     2'500'000,     5'000'000,     10'000'000,    25'000'000,
    50'000'000,    75'000'000,    100'000'000,   250'000'000,   500'000'000,   750'000'000,
    1'000'000'000, 2'500'000'000, 5'000'000'000, 7'500'000'000, 10'000'000'000};

struct alignas(meters_alignment) meters {
  counter accepted;
  std::array<counter, turned_away_names.size()> refused;
  gauge open;  // connections
  std::array<std::array<counter, status_classes.size()>, method_names.size()> requests;
  histogram<duration_bounds> durations;  // from the end of a request to the head of its answer
  counter abandoned;                     // the client left before the answer
  counter sent_bytes;
  gauge in_pieces;  // answers under way that are written while they are made

  void refuse(turned_away why) { refused[static_cast<std::size_t>(why)].add(); }
  void answer(method_kind method, unsigned status) {
    const std::size_t status_class = status < 200 ? 0 : status / 100 - 2;
    requests[static_cast<std::size_t>(method)][status_class < 4 ? status_class : 3].add();
  }
  void took(std::chrono::nanoseconds time) {
    durations.add(static_cast<std::uint64_t>(time.count()));
  }
};

inline method_kind kind_of_method(std::string_view method) {
  std::size_t at = 0;
  while (at + 1 < method_names.size() && method_names[at] != method) ++at;
  return static_cast<method_kind>(at);
}

}  // namespace fraiseql::http
