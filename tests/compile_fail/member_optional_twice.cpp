// expect: fraiseql: a std::optional of a std::optional is no GraphQL type; GraphQL knows one null
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::optional<int> size;
  std::optional<std::optional<int>> size;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
