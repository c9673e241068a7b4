// expect: fraiseql: a computed field returns data, not find<T>
#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

struct Thing {
  gql::id id;
  std::string name;
  // ok: std::string others() const { return name; }
  gql::find<Thing> others() const { return {}; }
  static void describe(gql::type<Thing>& t) { t.field<&Thing::others>(); }
};

auto things() { return gql::find<Thing>(); }

void add_to(gql::schema& schema) { schema.query<things>(); }
