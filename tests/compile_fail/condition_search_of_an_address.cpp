// expect: fraiseql: search() is for a std::string
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::author, &User::name>.search("x"));
  return gql::find<Post>().where(gql::field<&Post::author, &User::mail>.search("x"));
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
