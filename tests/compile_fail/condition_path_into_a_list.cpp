// expect: fraiseql: field<> names data members, each of the struct
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::tags>.some(gql::field<&Tag::name> == "x"));
  return gql::find<Post>().where(gql::field<&Post::tags, &Tag::name> == "x");
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
