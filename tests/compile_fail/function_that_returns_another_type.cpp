// expect: fraiseql: a member or result of this type is not a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: int size() { return 1; }
unsigned size() { return 1; }

void add_to(gql::schema& schema) { schema.query<size>(); }
