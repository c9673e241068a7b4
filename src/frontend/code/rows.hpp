// rows: what a program's find<T> or find_one<T> says of its rows, as declarations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "fraiseql/detail/rows.hpp"
#include "frontend/code/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::frontend {

// Calls the function for its plan. The failure says what it threw.
result<done> ask(const tables::function& function, tables::field_plan& into);

// Its filter, order and form, with GraphQL's names. The failure says where a value of the filter
// has no JSON, or no literal, and why.
result<schema::list_declaration> to_list(const tables::row_plan& plan, const structure_model& rows,
                                         std::optional<std::int32_t> maximum_limit);

// Its order as a value of `orderBy`; null where it has none.
json::value to_order(const tables::row_plan& plan, const structure_model& rows);

// The fields that are equal, of the rows and of `owner`, whose member each `ours` is.
std::vector<schema::match_declaration> to_matches(const std::vector<tables::match>& on,
                                                  const structure_model& rows,
                                                  const structure_model& owner);

}  // namespace fraiseql::frontend
