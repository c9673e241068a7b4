// expect: fraiseql: call() takes the values for a function as a plain struct
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Renew {
  gql::id id;
};

bool renew(gql::command_repository& db, gql::input<Renew> input) {
  // ok: db.call<void>("fn_renew", *input);
  db.call<void>("fn_renew", input);
  return true;
}

void add_to(gql::schema& schema) { schema.mutation<renew>(); }
