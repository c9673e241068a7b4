// date_time: PostgreSQL's text of a timestamptz as RFC 3339 in UTC.
//
// jsonb carries it with the writer's offset ("2026-01-02T03:04:05.1234+05:30"), a cast
// to text with a space and a short one ("2026-01-02 03:04:05+00"); offsets before
// standard time have seconds ("+00:09:21"). The fraction's digits stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::transform {

// Appends the quoted instant. False, and nothing appended, if `text` has no offset, is
// no date of the calendar, or is outside the years 1 to 9999 in UTC (so "infinity" and
// "... BC" too: RFC 3339 has no word for them). A second of 60 is refused, since
// PostgreSQL stores none.
bool write_date_time(std::string& out, std::string_view text);

}  // namespace fraiseql::transform
