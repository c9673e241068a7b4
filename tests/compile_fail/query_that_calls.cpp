// expect: fraiseql: a query must not call a function that writes; register it with mutation<>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

auto create_thing(gql::input<CreateThing> input) { return gql::call<Thing>("fn_create", input); }

void add_to(gql::schema& schema) {
  // ok: schema.mutation<create_thing>();
  schema.query<create_thing>();
}
