// duration: ISO 8601 durations (RFC 3339, appendix A) and PostgreSQL's own texts of an
// interval.
#pragma once

#include <string>
#include <string_view>

namespace fraiseql::scalars {

// `P1Y2M3DT4H5M6.789S` or, of weeks, `P2W` alone. A component is a whole number of at most
// nine digits, with `-` in front where it is negative; only seconds have a fraction, of at
// most six digits. Years with months come to at most 2^31 - 1 months, weeks to as many days:
// PostgreSQL's interval keeps them in 32 bits.
bool is_duration(std::string_view text);

// Appends the text of a stored interval in ISO 8601: as it is where it is stored so, and else
// made of PostgreSQL's default style (`1 year 2 mons 3 days 04:05:06.789`), as PostgreSQL's
// iso_8601 style has it. False, and nothing appended, where it is neither.
bool write_duration(std::string& out, std::string_view text);

}  // namespace fraiseql::scalars
