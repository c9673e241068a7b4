// expect: fraiseql: this is asked of a std::vector of values
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::words>.overlaps({"x"}));
  return gql::find<Post>().where(gql::field<&Post::tags>.overlaps({Tag{}}));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
