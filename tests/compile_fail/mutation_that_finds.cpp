// expect: fraiseql: a mutation must return a call or data; register a function that reads with query<>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) {
  // ok: schema.query<things>();
  schema.mutation<things>();
}
