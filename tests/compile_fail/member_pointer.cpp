// expect: fraiseql: a member or result of this type is not a GraphQL type; use bool
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string title;
  const char* title;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
