// expect: fraiseql: a find<T> or find_one<T> takes a condition on members of T
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::is_new> == true);
  return gql::find<Post>().where(gql::field<&Post::is_new>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
