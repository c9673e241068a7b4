// Calls of functions, and what they returned, as SQL. Private to the room.
#pragma once

#include "sql/fragment.hpp"

namespace fraiseql::sql {

// `schema.function(p_title => $1)`: named notation, so what is not passed has its DEFAULT. What is
// made of JSON comes from add_made_arguments().
void add_call(fragment& out, const plan::function_call& call);

// ` FROM ...` where the call needs it, behind the SELECT that has the call; else nothing.
void add_made_arguments(fragment& out, const plan::function_call& call);

// `(SELECT ...)`: what the function returns, as one jsonb value; of a set a list.
void add_value_of_call(fragment& out, const plan::function_call& call);

// `(SELECT ...) AS t`: one row with that value in the column "data". What only names a row is that
// row, under the alias of its number.
void add_returned(fragment& out, const plan::returned_value& value);

// ` WHERE ...`: the function is called only where the transaction has claimed its key. PostgreSQL
// looks at this before it calls anything (a one-time filter), since no row can change it.
void add_claimed(fragment& out);

// Where a call leaves for the next statement what it returned: settings of the transaction.
inline constexpr std::string_view id_setting = "fraiseql.id";
inline constexpr std::string_view value_setting = "fraiseql.value";

// `'fraiseql.id'` or the other: what the call leaves there.
inline literal setting_of(const plan::call& call) {
  return {call.read_back && !call.read_back->returned ? id_setting : value_setting};
}

}  // namespace fraiseql::sql
