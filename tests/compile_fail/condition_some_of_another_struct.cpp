// expect: fraiseql: some(), every() and none() are for a std::vector of structs
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::tags>.some(gql::field<&Tag::name> == "x"));
  return gql::find<Post>().where(gql::field<&Post::tags>.some(gql::field<&User::name> == "x"));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
