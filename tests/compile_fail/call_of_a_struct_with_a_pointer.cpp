// expect: fraiseql: a member or result of this type is not a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: std::string name;
  const char* name;
};

auto make_thing() { return gql::call<std::optional<Thing>>("fn_make_thing"); }

void add_to(gql::schema& schema) { schema.mutation<make_thing>(); }
