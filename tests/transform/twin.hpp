// twin: the transform once more, slow and obviously right, for tests to compare with.
//
// It parses each row with json::read and builds the answer by walking the shape over
// the values. It shares no code with src/transform but the types and jsonb_key_less.
// Rows must be well-formed: it has no notion of `malformed`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "transform/transform.hpp"

namespace fraiseql::transform::twin {

// As transform::write_value.
bool write_value(std::string& out, const response_shape& shape, const rows_view& rows,
                 std::vector<field_error>& errors);

// How PostgreSQL prints the jsonb of `v`: keys sorted, `": "` and `", "`, its escapes.
std::string to_jsonb_text(const json::value& v);

}  // namespace fraiseql::transform::twin
