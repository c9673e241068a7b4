// expect: fraiseql: a field is compared with a value of its own type
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::views>.in({1, std::int16_t{2}}));
  return gql::find<Post>().where(gql::field<&Post::views>.in({1, 2.5}));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
