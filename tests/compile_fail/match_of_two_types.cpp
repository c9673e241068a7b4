// expect: fraiseql: members that are equal are values of one GraphQL type
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author_id> == gql::field<&User::id>);
  return gql::find<Post>().where(gql::field<&Post::body> == gql::field<&User::id>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
