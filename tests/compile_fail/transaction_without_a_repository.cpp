// expect: fraiseql: transaction() takes a function that is called with a command_repository&
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

bool renew(gql::command_repository& db) {
  // ok: db.transaction([](gql::command_repository& tx) { tx.call<void>("fn_renew"); });
  db.transaction([] {});
  return true;
}

void add_to(gql::schema& schema) { schema.mutation<renew>(); }
