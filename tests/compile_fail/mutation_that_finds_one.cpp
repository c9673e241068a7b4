// expect: fraiseql: a mutation must return a call
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

auto thing(gql::key by) { return gql::find_one<Thing>(by); }

void add_to(gql::schema& schema) {
  // ok: schema.query<thing>();
  schema.mutation<thing>();
}
