// expect: fraiseql: a field is compared with a value of its own type
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::views> > 3);
  return gql::find<Post>().where(gql::field<&Post::views> > gql::field<&Post::views>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
