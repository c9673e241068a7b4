// expect: fraiseql: that two members are equal is not joined
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author_id> == gql::field<&User::id>).where(gql::field<&Post::id> == gql::field<&User::id>);
  return gql::find<Post>().where(gql::field<&Post::author_id> == gql::field<&User::id> || gql::field<&Post::id> == gql::field<&User::id>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
