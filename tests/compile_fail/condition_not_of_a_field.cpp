// expect: fraiseql: a field alone is no condition
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::is_new> == false);
  return gql::find<Post>().where(!gql::field<&Post::is_new>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
