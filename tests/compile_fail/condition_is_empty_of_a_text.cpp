// expect: fraiseql: is_empty() is for a std::vector
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::words>.is_empty());
  return gql::find<Post>().where(gql::field<&Post::body>.is_empty());
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
