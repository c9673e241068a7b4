// expect: fraiseql: a find<T> or find_one<T> takes a condition on members of T
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author_id> == gql::field<&User::id>);
  return gql::find<Post>().where(gql::field<&Tag::name> == gql::field<&User::name>);
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
