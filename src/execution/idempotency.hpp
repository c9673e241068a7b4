// idempotency: under which key a root field of a mutation is done at most once, and what of a
// request must be the same when it comes again. Pure; the statements stand in sql/idempotency.hpp.
#pragma once

#include <string>
#include <string_view>

#include "execution/request.hpp"

namespace fraiseql::execution {

// Of bounded length, and another one for each who asks (the claims `iss` and `sub`; all who say
// nothing of themselves are one), key of theirs, and root field.
std::string idempotency_key_of(const request& asked, std::string_view response_key);

// Of the document byte by byte, the operation's name, and the variables, whose members may come in
// another order; absent ones are like none given.
std::string idempotency_hash_of(const request& asked);

}  // namespace fraiseql::execution
