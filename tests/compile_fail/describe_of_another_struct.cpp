// expect: fraiseql: this describe cannot be called
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::string name;
  // ok: static void describe(gql::type<Thing>& t) { t.doc("x"); }
  static void describe(gql::type<int>& t) { t.doc("x"); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
