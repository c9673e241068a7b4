// From the value of an operator to the operand of a comparison. Private to the room.
#pragma once

#include "plan/query_plan.hpp"
#include "validation/operation.hpp"

namespace fraiseql::plan {

enum class written_by : std::uint8_t { client, schema };

// What the operator `how` takes, for values at `place` of that type. Its name for messages is not
// filled in.
operand operand_of(const validation::argument& how, const location& place, const schema::type& type,
                   written_by author, const planning_options& options);

// The value, or the values of a list.
void fill_operand(operand& into, const validation::argument_value& value, bool is_list);

// A value of the schema, in which nothing is null, as the operation has those of a request.
validation::argument_value to_argument(const schema::type_reference& type,
                                       const json::value& value);

// Whether values at `place` are IDs that are compared as texts.
bool is_id_as_text(const schema::type& type, const location& place);

// So that such an ID is found in capital and in small letters.
void take_both_cases(comparison& one);

}  // namespace fraiseql::plan
