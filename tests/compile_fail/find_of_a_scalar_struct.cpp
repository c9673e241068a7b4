// expect: fraiseql: only a plain struct can be a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

// ok: auto things() { return gql::find<Thing>(); }
auto things() { return gql::find<gql::id>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
