// expect: fraiseql: this is asked of texts, with a text
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::views>.in({1}));
  return gql::find<Post>().where(gql::field<&Post::views>.contains(1));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
