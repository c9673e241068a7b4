// compared: which stored values a read compares as numbers, instants and the like. Where one of
// them is not of its declared type the statement fails, and the log says where to look. Private
// to the room.
#pragma once

#include <string>
#include <string_view>

#include "plan/query_plan.hpp"

namespace fraiseql::execution {

// `tv_post: data->author->age as numeric, data->lines[]->price as numeric`, or "". Where
// PostgreSQL's message names one of the types, those of that type.
std::string compared_values(const plan::read& read, std::string_view message);

}  // namespace fraiseql::execution
