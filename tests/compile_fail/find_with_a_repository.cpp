// expect: fraiseql: these parameters do not fit what the function returns
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Post {
  gql::id id;
  std::string title;
};

// ok: auto posts() { return gql::find<Post>(); }
auto posts(gql::query_repository&) { return gql::find<Post>(); }

void add_to(gql::schema& schema) { schema.query<posts>(); }
