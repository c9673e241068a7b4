// expect: fraiseql: only a plain struct can be a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

auto things() {
  // ok: return gql::find<Thing>();
  return gql::find<int>();
}

void add_to(gql::schema& schema) { schema.query<things>(); }
