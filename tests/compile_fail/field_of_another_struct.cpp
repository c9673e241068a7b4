// expect: fraiseql: field<> names a data member or a const or static member function
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Other {
  std::string name;
};

struct Thing {
  gql::id id;
  std::string name;
  // ok: static void describe(gql::type<Thing>& t) { t.field<&Thing::name>().doc("x"); }
  static void describe(gql::type<Thing>& t) { t.field<&Other::name>().doc("x"); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
