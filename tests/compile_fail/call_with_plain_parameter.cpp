// expect: fraiseql: these parameters do not fit what the function returns
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

// ok: auto things() { return gql::call<Thing>("fn_create"); }
auto things(CreateThing) { return gql::call<Thing>("fn_create"); }

void add_to(gql::schema& schema) { schema.mutation<things>(); }
