// expect: fraiseql: rows have no order by members of this type
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().order_by(gql::field<&Post::author, &User::name>.desc());
  return gql::find<Post>().order_by(gql::field<&Post::author>.desc());
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
