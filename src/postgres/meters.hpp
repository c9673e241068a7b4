// meters: what one lane counts. Its loop's thread writes them, any may read (base/meters.hpp).
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/meters.hpp"

namespace fraiseql::postgres {

// Nanoseconds that a group waits for a connection, and that a flight is under way.
inline constexpr std::array<std::uint64_t, 14> lane_time_bounds = {
    50'000,     100'000,    250'000,     500'000,     1'000'000,     2'500'000,     5'000'000,
    10'000'000, 50'000'000, 100'000'000, 500'000'000, 1'000'000'000, 2'500'000'000, 10'000'000'000};
inline constexpr std::array<std::uint64_t, 5> statement_bounds = {1, 2, 4, 8, 16};
inline constexpr std::array<std::uint64_t, 5> key_bounds = {8, 16, 24, 32, 64};

// The classes of PostgreSQL's manual, appendix A; the last is for all others, such as those that
// functions make up.
inline constexpr std::array<std::string_view, 43> sqlstate_classes = {
    "01", "02", "03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "20", "21",   "22", "23",
    "24", "25", "26", "27", "28", "2B", "2D", "2F", "34", "38", "39", "3B", "3D",   "3F", "40",
    "42", "44", "53", "54", "55", "57", "58", "72", "F0", "HV", "P0", "XX", "other"};

inline std::uint64_t nanoseconds(std::chrono::nanoseconds time) {
  return static_cast<std::uint64_t>(time.count());
}

// Why a group was answered without having been sent.
enum class unsent : std::uint8_t { unreachable, line_full, late };
inline constexpr std::array<std::string_view, 3> unsent_names = {"unreachable", "line_full",
                                                                 "late"};

struct alignas(meters_alignment) meters {
  gauge up;  // connections
  gauge busy;
  gauge waiting;   // groups
  counter opened;  // connections
  counter broken;  // and attempts to make one
  std::array<counter, unsent_names.size()> refused;
  counter groups;  // as often as they were sent
  counter lent;    // and handed to another loop's lane
  counter shared;  // commands that were answered by the execution of an equal one
  histogram<lane_time_bounds> waits;
  histogram<lane_time_bounds> flights;
  histogram<statement_bounds> statements;               // of a flight
  histogram<key_bounds> keys;                           // of a statement with many
  std::array<counter, sqlstate_classes.size()> errors;  // of statements

  void refuse(unsent why) { refused[static_cast<std::size_t>(why)].add(); }
  void fail(std::string_view sqlstate) {
    std::size_t at = 0;
    while (at + 1 < sqlstate_classes.size() && !sqlstate.starts_with(sqlstate_classes[at])) ++at;
    errors[at].add();
  }
};

}  // namespace fraiseql::postgres
