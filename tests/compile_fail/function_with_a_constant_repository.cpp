// expect: fraiseql: these parameters do not fit a function that returns data
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Post {
  gql::id id;
  std::string title;
};

// ok: bool is_open(gql::query_repository& db) { return db.fetch(gql::find<Post>()).empty(); }
bool is_open(const gql::query_repository& db) { return db.fetch(gql::find<Post>()).empty(); }

void add_to(gql::schema& schema) { schema.query<is_open>(); }
