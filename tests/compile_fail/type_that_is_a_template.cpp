// expect: fraiseql: a type's name is not a GraphQL name
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

template <class T>
struct Page {
  T first;
};

struct Thing {
  gql::id id;
};

auto things() {
  // ok: return gql::find<Thing>();
  return gql::find<Page<Thing>>();
}

void add_to(gql::schema& schema) { schema.query<things>(); }
