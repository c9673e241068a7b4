// expect: fraiseql: order_by() of a find<T> takes members of T
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().order_by(gql::field<&Post::views>.asc());
  return gql::find<Post>().order_by(gql::field<&User::name>.asc());
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
