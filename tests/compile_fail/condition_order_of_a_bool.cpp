// expect: fraiseql: values of this type have no order
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::is_new> != true);
  return gql::find<Post>().where(gql::field<&Post::is_new> > false);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
