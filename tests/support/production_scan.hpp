// The scanner of what a server in production says when something goes wrong: nothing of it may tell
// a client how the database is made.
#pragma once

#include <string_view>

namespace fraiseql::testing {

// Fails the running test where the errors of a response tell SQL, the name of a relation, function,
// key or constraint of our conventions, or a file of PostgreSQL. What a response has as data is the
// database's own. A body that is no GraphQL response is looked at as a whole.
void expect_tells_nothing(std::string_view body);

}  // namespace fraiseql::testing
