// expect: fraiseql: field<> names a data member or a const or static member function
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::string name;
  // ok: std::string initial() const { return name.substr(0, 1); }
  std::string initial() { return name.substr(0, 1); }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::initial>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
