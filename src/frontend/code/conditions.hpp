// conditions: what a program's find<T> asks of its rows, as the filter a client would write.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "fraiseql/detail/condition.hpp"
#include "frontend/code/model.hpp"
#include "json/value.hpp"

namespace fraiseql::frontend {

// A value of `where` that all of `conditions` make together, which are on members of `rows`; null
// where there are none. The failure says which value has no JSON, or no literal, and why.
result<json::value> to_filter(const std::vector<tables::condition>& conditions,
                              const structure_model& rows);

}  // namespace fraiseql::frontend
