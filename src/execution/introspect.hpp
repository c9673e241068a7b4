// Introspection (specification, section 4.2): the bytes that the schema prepared, put
// together as a query selects them.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "json/source.hpp"
#include "plan/query_plan.hpp"
#include "schema/schema.hpp"

namespace fraiseql::execution {

// Appends the value of a `__schema` or `__type` to `out`; false where that would become
// longer than `most_bytes` in all, and `out` is then of no use.
[[nodiscard]] bool introspect(std::string& out, const schema::schema& schema,
                              const plan::introspection& asked, const json::variables& variables,
                              std::size_t most_bytes);

// The response to the whole introspection query that tools send, with all that the schema
// has, deprecated or not: `{"data":{"__schema":...}}`; of a schema without queries
// `{"errors":...}`.
std::string introspect(const schema::schema& schema);

}  // namespace fraiseql::execution
