// expect: fraiseql: field<> names data members, each of the struct
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author, &User::name> == "x");
  return gql::find<Post>().where(gql::field<&Post::author, &User::initials> == "x");
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
