// expect: fraiseql: values stand in one pair of braces
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::body>.in({"a", std::string("b")}));
  return gql::find<Post>().where(gql::field<&Post::body>.in({{"a", "b"}}));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
