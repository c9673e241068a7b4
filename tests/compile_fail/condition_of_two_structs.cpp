// expect: fraiseql: these conditions are on members of different structs
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::views> > 1 && gql::field<&Post::is_new> == true);
  return gql::find<Post>().where(gql::field<&Post::views> > 1 && gql::field<&User::name> == "x");
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
