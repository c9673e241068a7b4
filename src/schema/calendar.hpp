// Whether a text is an instant that PostgreSQL's timestamptz takes without guessing.
#pragma once

#include <string_view>

namespace fraiseql::schema {

// RFC 3339, section 5.6, with an offset: a day the calendar has, years 0001 to 9999,
// no leap second, offsets below 16 hours (PostgreSQL's bound), at most 64 characters.
bool is_date_time(std::string_view text);

}  // namespace fraiseql::schema
