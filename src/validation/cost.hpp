// Bound what an operation may answer before it runs.
#pragma once

#include <cstdint>
#include <vector>

#include "base/graphql_error.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "validation/operation.hpp"

namespace fraiseql::validation {

// What a condition of a filter costs, in leaf values: an operator with its value, a field that
// leads to others, AND, OR, NOT. Each item of a list that it is given costs one.
inline constexpr std::uint64_t cost_of_condition = 50;

// What groups cost however few of them are answered: all rows are read for them.
inline constexpr std::uint64_t cost_of_groups = 100;

// What an order by how well rows fit words costs, and one by a distance: it is worked out for all
// rows that the filter lets through.
inline constexpr std::uint64_t cost_of_measured_order = 500;

// How often a filter on related rows counts: PostgreSQL may look at them for each row around them,
// and filters inside each other multiply.
inline constexpr std::uint64_t times_for_related_rows = 5;
inline constexpr std::uint64_t times_for_a_related_row = 2;
// On what they come to: PostgreSQL adds them up for each row.
inline constexpr std::uint64_t times_for_related_groups = 20;

// How many rows of a streamed list count: one where they go out while they come; where they are
// held for an answer as a whole, all.
enum class streamed_rows : std::uint8_t { one, all };

// The leaf values that `operation` may answer at the page sizes it asks for: pages inside
// pages multiply, of several possible types the dearest counts, a list without a page
// counts once, and so does what a connection has beside its edges, but a page never costs less
// than its rows. Of a streamed list one row counts. A cursor has as many values as its row is
// ordered by. Filters cost by their conditions, and so does what groups are made and ordered by.
// Page sizes and values may be variables, so this is asked for each request.
std::uint64_t cost_of(const operation& operation, const json::variables& variables);

// A cost above `limits.cost` is a GRAPHQL_VALIDATION_FAILED that names the pages to shrink and
// has their locations.
result<done, std::vector<graphql_error>> check_cost(const operation& operation,
                                                    const json::variables& variables,
                                                    const limits& limits,
                                                    streamed_rows streamed = streamed_rows::one);

}  // namespace fraiseql::validation
