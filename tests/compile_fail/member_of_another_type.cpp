// expect: fraiseql: a member or result of this type is not a GraphQL type; use bool
#include <fraiseql/fraiseql.hpp>
#include <map>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::vector<std::string> counts;
  std::map<std::string, int> counts;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
