// From a field's arguments to pages, keys and call arguments. Private to the room.
// Errors are BAD_USER_INPUT with the argument's location.
#pragma once

#include <vector>

#include "base/graphql_error.hpp"
#include "base/result.hpp"
#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

failed<graphql_error> refuse(std::string message, const source_location& at);

// The argument of that role where it is given and not null.
const validation::argument* given(const validation::selected_field& field, schema::input_role role);

// The amount that an argument gives; null is its default.
result<amount, graphql_error> plan_amount(const validation::selected_field& field,
                                          const validation::argument& given, const bounds& within);

result<page, graphql_error> plan_page(const validation::selected_field& field,
                                      std::int64_t maximum_limit);

// Exactly one part of the key must be given; null counts as absent.
result<condition, graphql_error> plan_key(const validation::selected_field& field);

}  // namespace fraiseql::plan
