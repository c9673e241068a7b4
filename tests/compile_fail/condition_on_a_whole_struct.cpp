// expect: fraiseql: structs, variants and lists of them are not compared
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author>.is_not_null());
  return gql::find<Post>().where(gql::field<&Post::author> == User{.name = "x", .mail = {}});
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
