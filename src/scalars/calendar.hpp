// calendar: dates, times of day and instants (RFC 3339, section 5.6).
//
// Days are those that the calendar has, in the years 0001 to 9999. No second is 60, since
// PostgreSQL stores none.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::scalars {

bool is_date(std::string_view text);  // 2026-02-28

// 00:00:00 to 23:59:59.999999, without a zone; at most six digits behind the point.
bool is_time(std::string_view text);

// An instant that PostgreSQL's timestamptz takes without guessing: RFC 3339 with an offset
// below 16 hours (PostgreSQL's bound), at most 64 characters.
bool is_date_time(std::string_view text);

// Appends PostgreSQL's text of a timestamptz as RFC 3339 in UTC. jsonb carries it with the
// writer's offset ("2026-01-02T03:04:05.1234+05:30"), a cast to text with a space and a short
// one ("2026-01-02 03:04:05+00"); offsets before standard time have seconds ("+00:09:21").
// The fraction's digits stay as they are. False, and nothing appended, where it has no offset
// or is outside of the years in UTC (so "infinity" and "... BC" too: RFC 3339 has no word for
// them).
bool write_date_time(std::string& out, std::string_view text);

}  // namespace fraiseql::scalars
