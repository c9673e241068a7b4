// expect: fraiseql: a find<T> or find_one<T> takes a condition on members of T
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Post {
  gql::id id;
  std::string title;
};

struct User {
  gql::id id;
};

std::optional<Post> newest(gql::query_repository& db) {
  // ok: return db.fetch(gql::find_one<Post>(gql::field<&Post::id> == gql::id{"a"}));
  return db.fetch(gql::find_one<Post>(gql::field<&User::id> == gql::id{"a"}));
}

void add_to(gql::schema& schema) { schema.query<newest>(); }
