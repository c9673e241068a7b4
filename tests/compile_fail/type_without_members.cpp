// expect: fraiseql: a GraphQL type needs at least one member
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: struct Thing { gql::id id; };
struct Thing {};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
