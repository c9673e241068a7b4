// calendar: days, times, instants and durations as numbers, from the texts that clients give and
// that PostgreSQL stores. Needs texts of the kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "filters/scalar_value.hpp"

namespace fraiseql::filters {

// Days since 1970-01-01, of "2026-02-28".
std::int64_t read_date(std::string_view text);
std::string write_date(std::int64_t days);
// Microseconds, of "12:30:00.5".
ticks read_time(std::string_view text);
// Microseconds since 1970-01-01 in UTC; the offset is Z, +02, +05:30 or +05:30:15.
ticks read_instant(std::string_view text);
// Microseconds, a month being 30 days and a day 24 hours; of ISO 8601, or of the style `postgres`.
ticks read_duration(std::string_view text);

}  // namespace fraiseql::filters
