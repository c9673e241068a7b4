// range: PostgreSQL's ranges of days, whole numbers, decimal numbers and instants.
//
// Each is "empty", or `[` or `(`, two bounds with a comma between them, `]` or `)`. A bound left
// out is not there; the first is not above the second. `infinity` and `NaN` are no bounds.
#pragma once

#include <string>
#include <string_view>

#include "scalars/giver.hpp"

namespace fraiseql::scalars {

// "9999-12-31]" and "(9999-12-31" are refused: PostgreSQL moves these bounds to the next day,
// which is no date.
bool is_date_range(std::string_view text);

// Of 32 and of 64 bits. A bound that PostgreSQL would move behind the greatest is refused, too.
bool is_int_range(std::string_view text);
bool is_big_int_range(std::string_view text);

// A client's bounds have at most 300 digits before and 300 behind the point, in at most 1,000
// characters: PostgreSQL's planner takes the distance of bounds as a double and fails where it is
// none, as in tests/postgres/ranges_test.cpp.
bool is_decimal_range(std::string_view text, giver by);

// Appends the range with its bounds in RFC 3339 and UTC: `[2026-01-01T00:00:00Z,)`. A client's
// bounds are as is_date_time() has them, the database's as write_date_time(), in quotes where
// PostgreSQL sets them, with the escapes that jsonb's text has for these. False, and nothing
// appended, where it is none or a bound is outside of the years 0001 to 9999 in UTC.
bool write_date_time_range(std::string& out, std::string_view text, giver by);

}  // namespace fraiseql::scalars
