// expect: fraiseql: rows have no order by members of this type
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().order_by(gql::field<&Post::views>.asc());
  return gql::find<Post>().order_by(gql::field<&Post::words>.asc());
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
