// expect: fraiseql: call<T> takes the type of what the function returns, not a find<T> or another plan
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

// ok: auto make_thing() { return gql::call<Thing>("fn_make_thing"); }
auto make_thing() { return gql::call<gql::call<Thing>>("fn_make_thing"); }

void add_to(gql::schema& schema) { schema.mutation<make_thing>(); }
