// expect: fraiseql: a field is made of a function; write its name
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
  schema.query<3>();
}
