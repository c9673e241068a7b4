// expect: fraiseql: fetch() takes a find<T> or a find_one<T>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Post {
  gql::id id;
  std::string title;
};

bool renew(gql::query_repository& db) {
  // ok: db.fetch(gql::find<Post>());
  db.fetch(gql::call<Post>("fn_renew"));
  return true;
}

void add_to(gql::schema& schema) { schema.query<renew>(); }
