// expect: fraiseql: a field function must return something; return bool where there is nothing
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

// ok: auto things() { return gql::find<Thing>(); }
void things() {}

void add_to(gql::schema& schema) { schema.query<things>(); }
