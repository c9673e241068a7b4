// expect: fraiseql: these parameters do not fit a function that returns data
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: bool renew(gql::command_repository&, const gql::context&) { return true; }
bool renew(gql::command_repository&, gql::query_repository&) { return true; }

void add_to(gql::schema& schema) { schema.mutation<renew>(); }
