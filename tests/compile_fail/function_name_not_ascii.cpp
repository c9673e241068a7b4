// expect: fraiseql: a function's name is not a GraphQL name
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

// ok: auto desirs() { return gql::find<Thing>(); }
auto désirs() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) {
  // ok: schema.query<desirs>();
  schema.query<désirs>();
}
