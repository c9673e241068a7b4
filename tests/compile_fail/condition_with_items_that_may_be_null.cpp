// expect: fraiseql: a list of values is
#include "conditions.hpp"

auto posts() {
  // ok: return gql::find<Post>().where(gql::field<&Post::words> == std::vector<std::string>{"a"});
  return gql::find<Post>().where(gql::field<&Post::words> == std::vector<std::optional<std::string>>{"a"});
}

void add_to(gql::schema& schema) { schema.query<posts>(); }
