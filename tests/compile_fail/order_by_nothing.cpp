// expect: fraiseql: order_by() needs a member to order by
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().order_by(gql::field<&Post::views>.asc());
  return gql::find<Post>().order_by();
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
