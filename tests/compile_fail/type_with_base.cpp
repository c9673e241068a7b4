// expect: fraiseql: a struct with a base class cannot be a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Base {
  std::string identifier;
};
// ok: struct Thing {
struct Thing : Base {
  gql::id id;
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
