// expect: fraiseql: call<T> takes the type of what the function returns, not a find<T> or another plan
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

// ok: auto things() { return gql::call<std::vector<Thing>>("fn_things"); }
auto things() { return gql::call<gql::find<Thing>>("fn_things"); }

void add_to(gql::schema& schema) { schema.query<things>(); }
