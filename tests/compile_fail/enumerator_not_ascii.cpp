// expect: fraiseql: an enumerator's name is not a GraphQL name
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: enum class Status { a } status;
  enum class Status { é } status;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
