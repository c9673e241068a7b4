// expect: fraiseql: every member of a GraphQL type must be constructible from nothing
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string title;
  std::string& title;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
