// A value of a cursor as a parameter. Private to the room.
#pragma once

#include "sql/statement.hpp"

namespace fraiseql::sql {

// `operand.part` says which; `cursor` is the text that the client gave. BAD_USER_INPUT where it is
// no cursor of the field in this order.
result<parameter, graphql_error> encode_cursor_value(const plan::operand& operand,
                                                     const json::value* cursor);

}  // namespace fraiseql::sql
