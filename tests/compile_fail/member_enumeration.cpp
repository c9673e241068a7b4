// expect: fraiseql: a GraphQL enum is a scoped one; write `enum class`
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: enum class Status { draft, published };
enum Status { draft, published };

struct Thing {
  gql::id id;
  Status status;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
