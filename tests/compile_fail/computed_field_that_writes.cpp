// expect: fraiseql: a computed field only reads; take a query_repository&
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  // ok: bool renew(gql::query_repository&) const { return true; }
  bool renew(gql::command_repository&) const { return true; }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::renew>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
