// expect: fraiseql: these parameters do not fit what the function returns
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
};

struct CreateThing {
  std::string title;
};

// ok: auto things(gql::key by) { return gql::find_one<Thing>(by); }
auto things(gql::key by, gql::key) { return gql::find_one<Thing>(by); }

void add_to(gql::schema& schema) { schema.query<things>(); }
