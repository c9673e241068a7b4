// expect: fraiseql: the members of this struct cannot be counted; use std::vector
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::vector<int> sizes;
  int sizes[3];
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
