// expect: fraiseql: a member or result of this type is not a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

// ok: auto count() { return gql::call<std::int64_t>("fn_count"); }
auto count() { return gql::call<unsigned>("fn_count"); }

void add_to(gql::schema& schema) { schema.query<count>(); }
