// expect: fraiseql: a function of a query only reads; take a query_repository&
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

bool renew(gql::command_repository& db) {
  db.call<void>("fn_renew");
  return true;
}

void add_to(gql::schema& schema) {
  // ok: schema.mutation<renew>();
  schema.query<renew>();
}
