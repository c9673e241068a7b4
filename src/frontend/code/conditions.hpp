// conditions: what a program's find<T> asks of its rows, as the filter a client would write.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "fraiseql/detail/condition.hpp"
#include "frontend/code/model.hpp"
#include "json/value.hpp"

namespace fraiseql::frontend {

// Where a request would have the value: in its document, where all keys are names, or beside it.
enum class written_as : std::uint8_t { literal, variable };

// A value of `where` that all of `conditions` make together, which are on members of `rows`; null
// where there are none. The failure says which value has no JSON, or no literal, and why.
result<json::value> to_filter(const std::vector<tables::condition>& conditions,
                              const structure_model& rows, written_as as);

// {name: held}
json::value object_of(std::string name, json::value held);

// The member of the struct that C++ calls so.
const member_model& member_called(const structure_model& of, std::string_view spelled);

}  // namespace fraiseql::frontend
