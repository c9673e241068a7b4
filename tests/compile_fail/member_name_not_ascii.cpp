// expect: fraiseql: a member's name is not a GraphQL name; use ASCII letters
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string quality;
  std::string qualité;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
