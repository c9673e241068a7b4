// jsonb: JSON as PostgreSQL prints a jsonb value.
#pragma once

#include <string>
#include <string_view>

#include "json/value.hpp"

namespace fraiseql::json {

// jsonb's order of an object's keys: shorter first, then by bytes.
bool jsonb_key_less(std::string_view a, std::string_view b);

// The value with its keys in that order, `, ` and `: ` between values. Of a key that comes
// twice the last stands, as in jsonb.
void write_jsonb(std::string& out, const value& v);
std::string to_jsonb_text(const value& v);

}  // namespace fraiseql::json
