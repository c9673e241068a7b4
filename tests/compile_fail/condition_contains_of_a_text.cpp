// expect: fraiseql: this is asked of a std::vector of values
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::body>.contains("x"));
  return gql::find<Post>().where(gql::field<&Post::body>.contains({"x"}));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
