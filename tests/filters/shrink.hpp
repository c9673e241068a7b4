// shrink: the least filter that still goes wrong, by leaving out what is not needed for it.
#pragma once

#include <functional>

#include "json/value.hpp"

namespace fraiseql::filters {

// Needs goes_wrong(filter).
json::value shrunk(json::value filter, const std::function<bool(const json::value&)>& goes_wrong);

}  // namespace fraiseql::filters
