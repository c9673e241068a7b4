// expect: fraiseql: a member or result of this type is not a GraphQL type
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

// ok: auto things() { return gql::call<std::vector<std::optional<Thing>>>("fn_things"); }
auto things() { return gql::call<std::vector<gql::find_one<Thing>>>("fn_things"); }

void add_to(gql::schema& schema) { schema.query<things>(); }
