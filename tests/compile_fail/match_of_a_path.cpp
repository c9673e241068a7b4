// expect: fraiseql: rows belong to an object by members of their own structs
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author_id> == gql::field<&User::id>);
  return gql::find<Post>().where(gql::field<&Post::body> == gql::field<&Post::author, &User::name>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
