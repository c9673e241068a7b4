// expect: fraiseql: these parameters do not fit what the function returns
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

// ok: auto things() { return gql::find<Thing>(); }
auto things(gql::key) { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
