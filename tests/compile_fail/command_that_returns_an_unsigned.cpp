// expect: fraiseql: a member or result of this type is not a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

bool renew(gql::command_repository& db) {
  // ok: return db.call<std::int32_t>("fn_renew") > 0;
  return db.call<unsigned>("fn_renew") > 0;
}

void add_to(gql::schema& schema) { schema.mutation<renew>(); }
